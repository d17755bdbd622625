import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
} from 'pdf-lib';
import { type Budget, decoded } from './decode.ts';
import { LexicalError } from './lexer.ts';
import type { Page } from './pages.ts';
import { asDict, dictAt, entry, nameAt } from './resources.ts';

/** Everything that a viewer would run as page content, each stream once. */
export interface ContentStream {
  readonly id: number;
  readonly kind: 'page' | 'form' | 'pattern' | 'soft-mask' | 'glyph' | 'appearance';
  /** The page it was first met on; `undefined` when no page leads to it. */
  readonly page: Page | undefined;
  /** The object that holds it; `undefined` for a page, whose content may be several. */
  readonly ref: PDFRef | undefined;
  readonly resources: PDFDict | undefined;
  /** Of an annotation that viewers do not show. */
  readonly hidden?: boolean;
  /** Inflates anew at every call: the bytes of a whole document are never held together. */
  bytes(): Uint8Array;
}

export interface ContentStreams {
  readonly all: readonly ContentStream[];
  /** The content of page 0, 1, 2 … */
  readonly pages: readonly ContentStream[];
  of(ref: PDFRef): ContentStream | undefined;
}

/** Collects every content stream that the pages lead to, and those that only the file still holds. */
export function contentStreams(
  context: PDFContext,
  pages: readonly Page[],
  budget: Budget,
): ContentStreams {
  const collector = new Collector(context, budget);
  for (const page of pages) collector.addPage(page);
  for (const [ref, object] of context.enumerateIndirectObjects()) collector.addStray(ref, object);
  const { all, byRef } = collector;
  return { all, pages: collector.pages, of: (ref) => byRef.get(ref.tag) };
}

class Collector {
  readonly all: ContentStream[] = [];
  readonly pages: ContentStream[] = [];
  readonly byRef = new Map<string, ContentStream>();
  private readonly seenResources = new Set<PDFDict>();
  private readonly context: PDFContext;
  private readonly budget: Budget;

  constructor(context: PDFContext, budget: Budget) {
    this.context = context;
    this.budget = budget;
  }

  addPage(page: Page): void {
    const stream: ContentStream = {
      id: this.all.length,
      kind: 'page',
      page,
      ref: undefined,
      resources: page.resources,
      bytes: () => joined(page.contents.map((content) => plain(content, this.budget))),
    };
    this.all.push(stream);
    this.pages.push(stream);
    this.addResources(page.resources, page);
    const annotations = entry(page.dict, 'Annots');
    if (!(annotations instanceof PDFArray)) return;
    for (let index = 0; index < annotations.size(); index++) {
      this.addAppearances(asDict(annotations.lookup(index)), page);
    }
  }

  /** A form that nothing draws still holds its text, and another program may show it. */
  addStray(ref: PDFRef, object: PDFObject): void {
    if (object instanceof PDFDict && nameAt(object, 'Subtype') === 'Type3')
      this.addGlyphs(object, undefined, undefined);
    if (object instanceof PDFDict && object.has(PDFName.of('AP')))
      this.addAppearances(object, undefined);
    if (!(object instanceof PDFStream)) return;
    if (nameAt(object.dict, 'Subtype') === 'Form') this.add(ref, 'form', undefined, undefined);
    if (object.dict.has(PDFName.of('PatternType'))) this.add(ref, 'pattern', undefined, undefined);
  }

  private add(
    ref: PDFObject | undefined,
    kind: ContentStream['kind'],
    page: Page | undefined,
    inherited: PDFDict | undefined,
    hidden = false,
  ): void {
    if (!(ref instanceof PDFRef) || this.byRef.has(ref.tag)) return;
    const stream = this.context.lookup(ref);
    if (!(stream instanceof PDFStream)) return;
    const resources = dictAt(stream.dict, 'Resources') ?? inherited;
    const found: ContentStream = {
      id: this.all.length,
      kind,
      page,
      ref,
      resources,
      hidden,
      bytes: () => plain(stream, this.budget),
    };
    this.byRef.set(ref.tag, found);
    this.all.push(found);
    this.addResources(resources, page);
  }

  private addResources(resources: PDFDict | undefined, page: Page | undefined): void {
    if (!resources || this.seenResources.has(resources)) return;
    this.seenResources.add(resources);
    for (const ref of valuesAt(resources, 'XObject')) {
      const object = this.context.lookup(ref);
      if (object instanceof PDFStream && nameAt(object.dict, 'Subtype') === 'Form')
        this.add(ref, 'form', page, resources);
    }
    for (const ref of valuesAt(resources, 'Pattern')) this.add(ref, 'pattern', page, resources);
    for (const state of valuesAt(resources, 'ExtGState')) {
      const mask = dictAt(asDict(this.context.lookup(state)), 'SMask');
      this.add(mask?.get(PDFName.of('G')), 'soft-mask', page, resources);
    }
    for (const ref of valuesAt(resources, 'Font')) {
      const font = asDict(this.context.lookup(ref));
      if (nameAt(font, 'Subtype') === 'Type3') this.addGlyphs(font, page, resources);
    }
  }

  private addGlyphs(
    font: PDFDict | undefined,
    page: Page | undefined,
    inherited: PDFDict | undefined,
  ) {
    const resources = dictAt(font, 'Resources') ?? inherited;
    for (const ref of valuesAt(font, 'CharProcs')) this.add(ref, 'glyph', page, resources);
  }

  private addAppearances(annotation: PDFDict | undefined, page: Page | undefined): void {
    const add = (ref: PDFObject) =>
      this.add(ref, 'appearance', page, page?.resources, isHidden(annotation));
    for (const state of valuesAt(annotation, 'AP')) {
      const object = this.context.lookup(state);
      if (object instanceof PDFStream) add(state);
      else if (object instanceof PDFDict) for (const ref of object.values()) add(ref);
    }
  }
}

/** Hidden altogether, or from view. */
const UNSHOWN = 2 | 32;

/** Whether viewers do not show an annotation. */
export function isHidden(annotation: PDFDict | undefined): boolean {
  const flags = entry(annotation, 'F');
  return flags instanceof PDFNumber && (flags.asNumber() & UNSHOWN) !== 0;
}

const valuesAt = (dict: PDFDict | undefined, key: string): PDFObject[] =>
  dictAt(dict, key)?.values() ?? [];

function plain(stream: PDFStream, budget: Budget): Uint8Array {
  const bytes = decoded(stream, { ...budget });
  if (!bytes) throw new LexicalError('the filter of a content stream is not known');
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const newline = Uint8Array.of(10);
  return Buffer.concat(parts.flatMap((part) => [part, newline]));
}

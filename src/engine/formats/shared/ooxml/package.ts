import { posix } from 'node:path';
import type { Limits } from '../../../core/limits.ts';
import { attributes, attributeValue } from '../xml/attributes.ts';
import { utf8Xml } from '../xml/encoding.ts';
import { textOf } from '../xml/run.ts';
import { TOKEN, XmlScanner } from '../xml/scanner.ts';
import { openZip, type Zip } from '../zip/zip.ts';

/** One arrow of the package: from a part (`''` is the package itself) to another part or outside. */
export interface Relationship {
  /** The `.rels` part that says so. */
  readonly rels: string;
  readonly source: string;
  readonly id: string;
  /** The last word of the type's address: `image`, `oleObject`, `printerSettings`. */
  readonly kind: string;
  /** A part's name; undefined when it leads out of the package. */
  readonly target: string | undefined;
}

/** An Office file as its parts. */
export interface Package {
  readonly zip: Zip;
  /** Names of all parts that have content, in the order of the directory. */
  readonly parts: readonly string[];
  readonly relationships: readonly Relationship[];
  /** The content of a part; XML comes as UTF-8. Inflated at every call: keep what you need. */
  read(part: string): Buffer;
  isXml(part: string): boolean;
}

/** Vector drawings of old Office are HTML at heart; Excel writes them with open tags. */
export const isLenient = (part: string): boolean => /\.vml$/i.test(part);

export function openPackage(bytes: Uint8Array, limits: Limits): Package {
  const zip = openZip(bytes, limits);
  const parts = zip.entries
    .filter(({ name, inflated }) => inflated > 0 && !name.endsWith('/'))
    .map(({ name }) => name);
  const raw = (part: string): Buffer => {
    const entry = zip.entry(part);
    if (!entry) throw new Error('no such part');
    return zip.read(entry);
  };
  const kinds = new Map<string, boolean>();
  const isXml = (part: string): boolean => {
    const known = kinds.get(part) ?? looksLikeXml(part, raw);
    kinds.set(part, known);
    return known;
  };
  const read = (part: string) => (isXml(part) ? utf8Xml(raw(part)) : raw(part));
  const relationships = parts
    .filter((part) => part.endsWith('.rels'))
    .flatMap((part) => relationshipsOf(part, read(part)));
  return { zip, parts, relationships, read, isXml };
}

/** By its extension, or else by what it starts with: an SVG, a part with a name of its own. */
const looksLikeXml = (part: string, raw: (part: string) => Buffer): boolean =>
  /\.(?:xml|rels|vml)$/i.test(part) ||
  /^\s*<(?:\?xml|[A-Za-z][\w.-]*:[\w.-]+\s[^>]*xmlns|svg\b)/.test(
    raw(part)
      .toString('latin1', 0, 400)
      .replace(/^\xef\xbb\xbf/, ''),
  );

function relationshipsOf(rels: string, bytes: Buffer): Relationship[] {
  const source = sourceOf(rels);
  const found: Relationship[] = [];
  const xml = new XmlScanner(bytes);
  while (xml.next()) {
    if (xml.token !== TOKEN.open || xml.name.local !== 'Relationship') continue;
    const value = (local: string) => attributeValue(bytes, xml, local);
    const target = value('Target');
    const outside = value('TargetMode') === 'External';
    const kind = value('Type').split('/').at(-1) ?? '';
    found.push({
      rels,
      source,
      id: value('Id'),
      kind,
      target: outside ? undefined : resolved(source, target),
    });
  }
  return found;
}

/** `word/_rels/document.xml.rels` tells of `word/document.xml`; `_rels/.rels` of the package. */
const sourceOf = (rels: string): string => rels.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2');

function resolved(source: string, target: string): string {
  const path = target.replace(/#.*$/, '');
  const decoded = withoutCodes(path);
  const absolute = decoded.startsWith('/')
    ? decoded
    : posix.join('/', posix.dirname(source), decoded);
  return posix.normalize(absolute).slice(1);
}

/** A part's name as the archive has it; a name with broken codes is taken as it stands. */
function withoutCodes(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Byte places of every element of a name whose attribute passes. */
export function* elementsWhere(
  bytes: Buffer,
  element: string,
  local: string,
  passes: (value: string) => boolean,
): Generator<{ start: number; end: number; tagEnd: number }> {
  const xml = new XmlScanner(bytes);
  while (xml.next()) {
    if (xml.token !== TOKEN.open || xml.name.local !== element) continue;
    for (const one of attributes(bytes, xml.start, xml.end)) {
      const run = { form: 'escaped', start: one.valueStart, end: one.valueEnd } as const;
      if (one.local !== local || !passes(textOf(bytes, run))) continue;
      const { start, end: tagEnd } = xml;
      yield { start, end: elementEnd(xml), tagEnd };
      break;
    }
  }
}

/** Walks on to the end of the element whose open tag the scanner stands on. */
export function elementEnd(xml: XmlScanner): number {
  if (xml.empty) return xml.end;
  const { depth } = xml;
  while (xml.next()) if (xml.token === TOKEN.close && xml.depth < depth) return xml.end;
  return xml.end;
}

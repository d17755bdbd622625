import { finished } from 'node:stream/promises';
import { SAXParser } from 'parse5-sax-parser';

/** An attribute of a tag as places in the source; the value without its quotes. */
export interface HtmlAttribute {
  /** In lower case, as written: `xlink:href`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface HtmlTag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly HtmlAttribute[];
}

/** Told what stands where, in the order of the source. */
export interface HtmlVisitor {
  startTag(tag: HtmlTag): void;
  endTag(tag: HtmlTag): void;
  /** `says` is the browser's reading, to hold ours against. */
  text(start: number, end: number, says: string): void;
  comment(start: number, end: number): void;
  doctype(start: number, end: number): void;
  /** Source that no token covers: a tag that never ends, an end tag without a name. */
  leftover(start: number, end: number): void;
}

/** Reads HTML just as browsers do, by parse5's tokenizer. */
export async function walkHtml(source: string, visitor: HtmlVisitor): Promise<void> {
  const parser = new SAXParser({ sourceCodeLocationInfo: true });
  let covered = 0;
  /** Long text comes in pieces, cut anywhere: in a number, even in an entity. */
  let text: { start: number; end: number; says: string } | undefined;
  const endText = () => {
    if (text) visitor.text(text.start, text.end, text.says);
    text = undefined;
  };
  const place = (location: Location) => {
    const { startOffset: start, endOffset: end } = location as NonNullable<Location>;
    if (start > covered) {
      endText();
      visitor.leftover(covered, start);
    }
    covered = Math.max(covered, end);
    return { start, end };
  };
  const placeOfTag = (location: Location) => {
    const found = place(location);
    endText();
    return found;
  };
  parser.on('startTag', ({ tagName, sourceCodeLocation }) => {
    const { start, end } = placeOfTag(sourceCodeLocation);
    const places: Readonly<Record<string, Place>> =
      (sourceCodeLocation as TagLocation)?.attrs ?? {};
    const attributes = Object.entries(places).map(([name, value]) =>
      attributeAt(source, name, value.startOffset, value.endOffset),
    );
    visitor.startTag({ name: tagName.toLowerCase(), start, end, attributes });
  });
  parser.on('endTag', ({ tagName, sourceCodeLocation }) => {
    const { start, end } = placeOfTag(sourceCodeLocation);
    visitor.endTag({ name: tagName.toLowerCase(), start, end, attributes: [] });
  });
  parser.on('text', ({ text: says, sourceCodeLocation }) => {
    const { start, end } = place(sourceCodeLocation);
    text = text ? { start: text.start, end, says: text.says + says } : { start, end, says };
  });
  parser.on('comment', ({ sourceCodeLocation }) => {
    const { start, end } = placeOfTag(sourceCodeLocation);
    visitor.comment(start, end);
  });
  parser.on('doctype', ({ sourceCodeLocation }) => {
    const { start, end } = placeOfTag(sourceCodeLocation);
    visitor.doctype(start, end);
  });
  parser.end(source);
  await finished(parser);
  endText();
  if (covered < source.length) visitor.leftover(covered, source.length);
}

interface Place {
  readonly startOffset: number;
  readonly endOffset: number;
}
type Location = Place | null | undefined;
type TagLocation = { readonly attrs?: Readonly<Record<string, Place>> } | null | undefined;

const BEFORE_VALUE = /[\t\n\f\r ]*=[\t\n\f\r ]*(["']?)/y;

function attributeAt(source: string, name: string, start: number, end: number): HtmlAttribute {
  BEFORE_VALUE.lastIndex = start + name.length;
  const before = BEFORE_VALUE.exec(source);
  if (!before || BEFORE_VALUE.lastIndex > end)
    return { name, start, end, valueStart: end, valueEnd: end };
  const valueStart = BEFORE_VALUE.lastIndex;
  return { name, start, end, valueStart, valueEnd: before[1] ? end - 1 : end };
}

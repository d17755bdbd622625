/** One text of an XMP packet, with its place in the packet. */
export interface XmpText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PIECES = /<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[^>]*>|[^<]+/g;
const VALUES = /=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Namespaces, time stamps and generated identifiers: long numbers in them belong to nobody. */
const TECHNICAL =
  /^(?:https?:\/\/[\w./#-]+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?|(?:uuid|xmp\.[di]id):[\w-]+)$/;

/** As many digits as a telephone number has: those are read wherever they stand. */
const LONG_NUMBER = /\d{11}/;

/** The texts between the tags of a packet and in its attributes. */
export function xmpTexts(packet: string): XmpText[] {
  const found: XmpText[] = [];
  const put = (raw: string, start: number): void => {
    const text = unescaped(raw);
    if (text.trim() !== '' && (!TECHNICAL.test(text.trim()) || LONG_NUMBER.test(text)))
      found.push({ text, start, end: start + raw.length });
  };
  for (const { 0: piece, 1: comment, 2: literal, index } of packet.matchAll(PIECES)) {
    if (!piece.startsWith('<')) put(piece, index);
    else if (comment !== undefined) put(comment, index + '<!--'.length);
    else if (literal !== undefined) put(literal, index + '<![CDATA['.length);
    else
      for (const value of piece.matchAll(VALUES)) {
        const raw = value[1] ?? value[2] ?? '';
        put(raw, index + value.index + value[0].length - 1 - raw.length);
      }
  }
  return found;
}

/** A packet with some of its texts replaced. */
export function withXmpTexts(packet: string, changed: readonly XmpText[]): string {
  let out = packet;
  for (const { text, start, end } of changed.toSorted((a, b) => b.start - a.start))
    out = out.slice(0, start) + escaped(text) + out.slice(end);
  return out;
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

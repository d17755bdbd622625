import { CellTag, KIND } from './cell-tag.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const LETTER_C = 0x63;
const LETTER_V = 0x76;
const AFTER_VALUE = '</v></c>';

/**
 * `<c r="B2" t="s"><v>17</v></c>`: nearly every cell of a long list holds a value and nothing else, and
 * its end is found without walking from tag to tag. One is reused for all.
 */
export class PlainCell {
  readonly tag = new CellTag();
  /** Where the text of `<v>` starts; 0 for an empty cell. */
  value = 0;

  /** Reads the cell that starts at `start`; gives back where the next thing starts, -1 when it is not plain. */
  read(bytes: Buffer, start: number): number {
    if (bytes[start] !== LESS || bytes[start + 1] !== LETTER_C || bytes[start + 2] !== SPACE)
      return -1;
    const tagEnd = endOfTag(bytes, start + 2);
    if (tagEnd < 0) return -1;
    this.value = 0;
    if (bytes[tagEnd - 1] === SLASH) return this.#tagged(bytes, start, tagEnd, tagEnd + 1);
    if (
      bytes[tagEnd + 1] !== LESS ||
      bytes[tagEnd + 2] !== LETTER_V ||
      bytes[tagEnd + 3] !== GREATER
    )
      return -1;
    this.value = tagEnd + 4;
    let end = this.value;
    while (end < bytes.length && bytes[end] !== LESS) end++;
    for (let index = 0; index < AFTER_VALUE.length; index++)
      if (bytes[end + index] !== AFTER_VALUE.charCodeAt(index)) return -1;
    if (end === this.value) return -1;
    return this.#tagged(bytes, start, tagEnd, end + AFTER_VALUE.length);
  }

  #tagged(bytes: Buffer, start: number, tagEnd: number, end: number): number {
    this.tag.read(bytes, start, tagEnd + 1);
    const isElsewhere = this.tag.kind === KIND.inline || this.tag.column < 0;
    return this.tag.strange || isElsewhere ? -1 : end;
  }
}

/** The `>` of a tag whose attributes are ` x="…"`; -1 for any other. */
function endOfTag(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === SPACE) {
    if (bytes[at + 2] !== EQUALS || bytes[at + 3] !== QUOTE) return -1;
    at += 4;
    for (let byte = bytes[at]; byte !== QUOTE; byte = bytes[++at])
      if (byte === undefined || byte === LESS) return -1;
    at++;
  }
  if (bytes[at] === SLASH) at++;
  return bytes[at] === GREATER ? at : -1;
}

import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import { type Character, type GlyphTable, type TextObject, textObjects } from './characters.ts';
import { linesOf } from './lines.ts';

/** What an edit of a character takes along: the glyph drawn for it, and the twins drawn over it. */
export function companions(bytes: Buffer, edits: readonly ByteEdit[]): ByteEdit[] {
  const objects = textObjects(bytes);
  const ordered = edits.toSorted((a, b) => a.start - b.start);
  const isEdited = ({ start, end }: Character) => touches(ordered, start, end);
  const twins = linesOf(objects)
    .flatMap(({ chunks }) => chunks.flatMap(({ characters }) => characters))
    .filter(({ twins: [first] }) => first !== undefined)
    .filter((seen) => [seen.character, ...seen.twins].some(isEdited))
    .flatMap(({ character, twins: others }) => [character, ...others]);
  const alike = new Set(twins);
  const more = twins
    .filter((character) => !isEdited(character))
    .map(({ start, end }) => ({ start, end, replacement: '*' }));
  const isGone = (character: Character) => isEdited(character) || alike.has(character);
  return [...more, ...objects.flatMap((object) => [...glyphEdits(bytes, object, isGone)])];
}

/** Whether any edit overlaps bytes [start, end). */
function touches(ordered: readonly ByteEdit[], start: number, end: number): boolean {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as ByteEdit).end <= start) low = middle + 1;
    else high = middle;
  }
  const found = ordered[low];
  return found !== undefined && found.start < end;
}

function* glyphEdits(
  bytes: Buffer,
  { glyphTables, characters }: TextObject,
  isGone: (character: Character) => boolean,
): Generator<ByteEdit> {
  if (glyphTables.length === 0) return;
  const gone = characters.filter(isGone);
  if (gone.length === 0) return;
  for (const table of glyphTables) {
    const places = new Set(gone.flatMap((character) => placesIn(table, character)));
    if (places.size === 0 || table.start === table.end) continue;
    const glyphs = bytes.toString('latin1', table.start, table.end).trim().split(/\s+/);
    // Where glyphs and characters do not pair up, nobody knows which is whose.
    const pairs = table.codes === table.glyphs && glyphs.length === table.glyphs;
    const replacement = glyphs
      .map((glyph, index) => (!pairs || places.has(index) ? '0' : glyph))
      .join(' ');
    yield { start: table.start, end: table.end, replacement };
  }
}

/** Programs count a table's characters over the whole object or over one string: both are taken. */
function placesIn({ position, codes }: GlyphTable, { index, indexInCode }: Character): number[] {
  return [index - position, indexInCode - position].filter((place) => place >= 0 && place < codes);
}

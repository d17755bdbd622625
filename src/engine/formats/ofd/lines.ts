import type { Character, TextObject } from './characters.ts';

/** A character as it is read: the twins are drawn over it to make it bold, and say the same. */
interface Seen {
  readonly character: Character;
  readonly twins: readonly Character[];
}

/** Characters that a reader takes for one word or phrase of a line, from left to right. */
export interface Chunk {
  readonly characters: readonly Seen[];
  readonly from: number;
  readonly to: number;
}

/** One visual line: chunks with wide gaps between them. */
export interface Line {
  readonly chunks: readonly Chunk[];
}

interface Placed {
  readonly character: Character;
  /** Along the line, and across it. */
  readonly along: number;
  readonly across: number;
}

/** Gaps wider than this many font sizes part the phrases of a line. */
const WIDE_GAP = 1.2;

/** The lines that a reader sees, from top to bottom; then what runs downwards. */
export function linesOf(objects: readonly TextObject[]): Line[] {
  const level: Placed[] = [];
  const turned: Placed[] = [];
  const upright: Placed[] = [];
  for (const { characters, matrix } of objects) {
    const [a, b] = matrix;
    const runsDown = isUpright(characters);
    for (const character of characters) {
      const { x, y } = character;
      // Text that is turned is read the way it was turned.
      if (runsDown) upright.push({ character, along: b < 0 ? -y : y, across: x });
      else if (a < 0) turned.push({ character, along: -x, across: -y });
      else level.push({ character, along: x, across: y });
    }
  }
  const lines = rows(level).map(lineOf);
  return [...lines, ...columnsOf(lines), ...rows(turned).map(lineOf), ...rows(upright).map(lineOf)];
}

/** Characters that stand alone in their lines and right under one another: a number written downwards. */
function columnsOf(lines: readonly Line[]): Line[] {
  const lonely = lines.flatMap(({ chunks }) =>
    chunks.flatMap(({ characters }) => (characters.length === 1 ? characters : [])),
  );
  const placed = lonely.map(({ character }) => ({
    character,
    along: character.y,
    across: character.x,
  }));
  return rows(placed)
    .map(lineOf)
    .map(({ chunks }) => ({ chunks: chunks.filter(({ characters }) => characters.length > 2) }))
    .filter(({ chunks }) => chunks.length > 0);
}

/** Text that is turned by a quarter, or written from top to bottom. */
function isUpright(characters: readonly Character[]): boolean {
  const [first, last] = [characters[0], characters.at(-1)];
  if (!first || !last || first === last) return false;
  return Math.abs(last.y - first.y) > Math.abs(last.x - first.x) * 2;
}

function rows(placed: readonly Placed[]): Placed[][] {
  const found: Placed[][] = [];
  let across = Number.NEGATIVE_INFINITY;
  for (const one of placed.toSorted((a, b) => a.across - b.across)) {
    const row = found.at(-1);
    if (row && one.across - across <= one.character.size * 0.4) row.push(one);
    else {
      found.push([one]);
      across = one.across;
    }
  }
  return found.map((row) => row.toSorted((a, b) => a.along - b.along));
}

function lineOf(row: readonly Placed[]): Line {
  const chunks: {
    characters: { character: Character; twins: Character[] }[];
    from: number;
    to: number;
  }[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { character, along } of row) {
    const chunk = chunks.at(-1);
    const last = chunk?.characters.at(-1);
    if (last && isTwin(last.character, character)) {
      last.twins.push(character);
      continue;
    }
    const goesOn =
      last?.character.code === character.code || along - end <= character.size * WIDE_GAP;
    end = along + widthOf(character);
    if (chunk && goesOn) {
      chunk.characters.push({ character, twins: [] });
      chunk.to = end;
    } else chunks.push({ characters: [{ character, twins: [] }], from: along, to: end });
  }
  return { chunks };
}

/** The same character a hair's breadth away is not another one. */
const isTwin = (first: Character, second: Character) =>
  first.text === second.text &&
  first.object !== second.object &&
  Math.hypot(first.x - second.x, first.y - second.y) < first.size * 0.25;

/** About as wide as it is drawn: half a size for Latin letters and digits. */
const widthOf = ({ text, size }: Character) => (text.charCodeAt(0) < 0x2e80 ? size / 2 : size);

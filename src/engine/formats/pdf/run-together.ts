import type { Chunk } from './chunks.ts';
import type { Char } from './lines.ts';

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/;

const FAR = Number.POSITIVE_INFINITY;

type Rows = readonly (readonly Chunk[])[];

/** Positions closer than this, in points, are one position. */
const SLACK = 0.75;
/** So many other rows begin a cell at a place where a column begins; one does where so many strings begin there too. */
const FEWEST = 2;
const FEWEST_STRINGS = 3;
/** Strings that begin at one place with such a gap before them, in parts of the font size, need no cell there. */
const GAP = 0.1;

/**
 * Parts cells of tables without rules that stand so close that they read as one: a string of its own that begins
 * where cells of other rows begin is a cell of its own. Where no row keeps them apart, many such strings do.
 */
export function partedCells(rows: Rows): Rows {
  const wide = rows.filter((row) => row.length > 1);
  if (wide.length === 0) return rows;
  const begun = rows.flat().flatMap(({ chars }) => chars.filter(beginsString));
  if (begun.length === 0) return rows;
  const strings = sorted(begun.map(({ left }) => left));
  const behindGaps = sorted(
    wide
      .flat()
      .flatMap(({ chars }) => chars.filter(standsApart))
      .map(({ left }) => left),
  );
  const edges = sorted(wide.flat().map(({ left }) => left));
  const isEdge = (left: number, isOne: boolean) =>
    beginsOften(edges, left, FEWEST) ||
    (isOne &&
      (beginsOften(behindGaps, left, FEWEST_STRINGS) ||
        (beginsOften(edges, left, 1) && beginsOften(strings, left, FEWEST_STRINGS))));
  const isUnderHead = ({ left }: Chunk) => beginsOften(edges, left, 1);
  return rows.map((row) => {
    const cells = row.flatMap((chunk) => parted(chunk, isEdge));
    // A line of a paragraph may have a string that begins there by chance, but not below the first cell of a header.
    const isRow = row.length > 1 || cells.length > FEWEST_STRINGS || cells.every(isUnderHead);
    return isRow ? cells : row;
  });
}

const sorted = (numbers: number[]): number[] => numbers.sort((a, b) => a - b);

/** Whether so many of these begin at one place. */
function beginsOften(begins: readonly number[], left: number, times: number): boolean {
  const first = firstAbove(begins, left - SLACK);
  return (begins[first + times - 1] ?? Number.POSITIVE_INFINITY) < left + SLACK;
}

/** The place of the first number above a limit, in a list from the least to the most. */
function firstAbove(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where every letter is placed by hand, none begins a string. */
const beginsString = (char: Char, at: number, chars: readonly Char[]): boolean => {
  const before = chars[at - 1];
  return (
    before !== undefined &&
    before.run !== char.run &&
    !char.spaced &&
    // Of a text cut at the end of its cell the last letter may reach into the next one.
    char.left > (before.left + before.right) / 2 &&
    (chars[at - 2]?.run === before.run || chars[at + 1]?.run === char.run)
  );
};

/** Between 豫 and B8040N producers begin a new string as well, and leave a gap. */
const isOfOneScript = (char: Char, at: number, chars: readonly Char[]): boolean =>
  WIDE.test(chars[at - 1]?.text ?? '') === WIDE.test(char.text);

const standsApart = (char: Char, at: number, chars: readonly Char[]): boolean =>
  beginsString(char, at, chars) &&
  isOfOneScript(char, at, chars) &&
  char.left - (chars[at - 1]?.right ?? 0) > GAP * char.size;

function parted(chunk: Chunk, isEdge: (left: number, isOne: boolean) => boolean): Chunk[] {
  const { chars } = chunk;
  const parts: Char[][] = [[]];
  for (const [at, char] of chars.entries()) {
    if (beginsString(char, at, chars) && isEdge(char.left, isOfOneScript(char, at, chars)))
      parts.push([]);
    parts.at(-1)?.push(char);
  }
  if (parts.length === 1) return [chunk];
  return parts.map((part, at) => ({
    ...chunk,
    chars: part,
    left: Math.min(...part.map(({ left }) => left)),
    right: Math.min(Math.max(...part.map(({ right }) => right)), parts[at + 1]?.[0]?.left ?? FAR),
  }));
}

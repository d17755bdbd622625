import type { LoadedDocument } from '../../src/engine/core/document.ts';
import type { Cell, Channel, Segment } from '../../src/engine/core/segment.ts';

interface Written {
  readonly text: string;
  readonly channel?: Channel;
  readonly part?: string;
  readonly address?: string;
  readonly cell?: Cell;
}

/** A document in memory, for tests of what never sees a file. */
export function documentOf(
  texts: readonly (string | Written)[],
  more: Partial<Pick<LoadedDocument, 'blindSpots' | 'removals'>> = {},
): LoadedDocument {
  const segments = texts.map((given, id): Segment => {
    const { text, channel, part, address, cell }: Written =
      typeof given === 'string' ? { text: given } : given;
    return {
      id,
      text,
      location: {
        channel: channel ?? 'body',
        part: part ?? '正文',
        address: address ?? `第 ${id + 1} 行`,
      },
      ...(cell && { cell }),
    };
  });
  return {
    segments,
    segment: (id) => segments[id] as Segment,
    blindSpots: more.blindSpots ?? [],
    removals: more.removals ?? [],
    rewrite: () => Promise.reject(new Error('only files are rewritten')),
  };
}

/** The cells of one sheet, row by row. */
export const tableOf = (
  rows: readonly (readonly string[])[],
  table = 0,
  part = '名单',
): Written[] =>
  rows.flatMap((cells, row) =>
    cells.map((text, column) => ({
      text,
      channel: 'table' as const,
      part,
      address: `${String.fromCharCode(65 + column)}${row + 1}`,
      cell: { table, row, column },
    })),
  );

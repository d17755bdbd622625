import Papa from 'papaparse';
import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import type { Location, ReadText, Segment } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { splicedBytes, type TextEdit } from '../shared/byte-splice.ts';
import { decodeAgain, decodeText, looksLikeText } from '../shared/encoding.ts';
import { asShown, mayBeMarkedUp } from '../shared/markup.ts';
import { merged } from '../shared/merged-edits.ts';
import { OffsetList } from '../shared/offset-list.ts';
import { textBlindSpots } from '../shared/text-blind-spots.ts';
import { cellText, isMarkedUpCell, shownEdits, shownText, writtenEdits } from './cell-text.ts';
import { type Cells, cellsOf } from './cells.ts';
import { delimiterOf } from './dialect.ts';

/** A table in text, cells apart by comma, tab, semicolon or bar: one segment a cell. */
export const csv: Format = {
  id: 'csv',
  mediaType: 'text/csv',
  extensions: ['.csv', '.tsv'],
  channels: ['table'],
  readers: ['iconv-lite', 'Papa Parse'],
  recognises: (bytes, name) => /\.[ct]sv$/i.test(name) && looksLikeText(bytes),
  open: async (bytes) => openCells(bytes),
  reread: rereadCells,
};

const cellLocation = (row: number, column: number): Location => ({
  channel: 'table',
  part: '表',
  address: `第 ${row + 1} 行第 ${column + 1} 列`,
});

function openCells(bytes: Uint8Array): LoadedDocument {
  const decoded = decodeText(bytes);
  const { text } = decoded;
  const delimiter = delimiterOf(text);
  const cells = cellsOf(text, delimiter);
  const source = (cell: number) => {
    const { start, end } = cells.span(cell);
    return text.slice(start, end);
  };
  const markedUp = markedUpCells(text, cells, source);
  /** Behind all cells come those that are read a second time, as the pages in them are shown. */
  const shown = (id: number) => (id < cells.count ? undefined : markedUp.at(id - cells.count));
  const segment = (id: number): Segment => {
    const again = shown(id);
    if (again !== undefined) {
      const { row, column } = cells.place(again);
      return { id, text: shownText(source(again)), location: cellLocation(row, column) };
    }
    const { row, column } = cells.place(id);
    return {
      id,
      text: cellText(source(id)),
      location: cellLocation(row, column),
      cell: { table: 0, row, column },
    };
  };
  const editsOfCell = (id: number, edits: readonly Edit[]): TextEdit[] => {
    const again = shown(id);
    const { start } = cells.span(again ?? id);
    const written =
      again === undefined
        ? writtenEdits(source(id), edits, delimiter)
        : shownEdits(source(again), edits, delimiter);
    return written.map(({ span, replacement }) => ({
      span: { start: start + span.start, end: start + span.end },
      replacement,
    }));
  };
  return {
    segments: {
      *[Symbol.iterator]() {
        for (let id = 0; id < cells.count + markedUp.length; id++) yield segment(id);
      },
    },
    segment,
    blindSpots: textBlindSpots(text, (at) => {
      const { row, column } = cells.place(cells.cellAt(at));
      return cellLocation(row, column);
    }),
    removals: [],
    rewrite: async (edits) =>
      splicedBytes(
        bytes,
        decoded,
        merged(
          Map.groupBy(edits, ({ segmentId }) => segmentId)
            .entries()
            .flatMap(([id, own]) => editsOfCell(id, own))
            .toArray(),
        ),
      ),
  };
}

/** Cells with pieces of pages in which tags and entities may part a number; most tables have none. */
function markedUpCells(text: string, cells: Cells, source: (cell: number) => string): OffsetList {
  const found = new OffsetList();
  if (!mayBeMarkedUp(text)) return found;
  for (let cell = 0; cell < cells.count; cell++) if (isMarkedUpCell(source(cell))) found.push(cell);
  return found;
}

/** Papa Parse guesses the delimiter for itself; were it wrong, it would still read every character. */
async function* rereadCells(bytes: Uint8Array): AsyncGenerator<ReadText> {
  let rest = decodeAgain(bytes);
  let delimiter: string | undefined;
  for (let row = 0; rest.length > 0; ) {
    const { data, meta } = Papa.parse<string[]>(rest, {
      preview: ROWS_AT_ONCE,
      fastMode: false,
      ...(delimiter !== undefined && { delimiter }),
    });
    for (const cells of data) {
      for (const [column, text] of cells.entries()) {
        yield { text, location: cellLocation(row, column) };
        if (mayBeMarkedUp(text)) yield { text: asShown(text), location: cellLocation(row, column) };
      }
      row++;
    }
    if (meta.cursor === 0 || data.length === 0) break;
    delimiter = meta.delimiter;
    rest = rest.slice(meta.cursor);
  }
}

const ROWS_AT_ONCE = 20_000;

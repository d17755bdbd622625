import type { BlindSpot, Unseen } from '../../core/segment.ts';
import type { Unit } from '../shared/ooxml/unit.ts';
import { type Run, virtual } from '../shared/xml/run.ts';
import type { TextObject } from './characters.ts';
import { type Chunk, linesOf } from './lines.ts';
import type { Place } from './places.ts';
import { phrasesOf } from './tables.ts';

/** The drawn text of a part as segments: what is seen first, then what is drawn without being seen. */
export function phraseUnits(
  objects: readonly TextObject[],
  place: Place,
): { units: Unit[]; tables: number; blindSpots: BlindSpot[] } {
  const seen = phrasesOf(linesOf(objects.filter(({ hidden }) => !hidden)));
  const unseen = phrasesOf(linesOf(objects.filter(({ hidden }) => hidden)));
  const units = seen.phrases.map(({ chunk, cell }, index): Unit => {
    const channel = cell && place.channel === 'body' ? 'table' : place.channel;
    const address = cell
      ? `表 ${cell.table + 1} 第 ${cell.row + 1} 行第 ${cell.column + 1} 列`
      : `第 ${index + 1} 处文字`;
    const location = { channel, part: place.part, address };
    return { ...painted([chunk]), location, ...(cell && { cell }) };
  });
  const wrapped = seen.wrapped.map(({ head, chunks }): Unit => {
    const location = { channel: place.channel, part: place.part, address: '换行的单元格' };
    const { runs, ...unseen } = painted(chunks);
    return { runs: [virtual(`${saidBy(head)} `), ...runs], location, ...unseen };
  });
  const hidden = unseen.phrases.map(
    ({ chunk }): Unit => ({
      ...painted([chunk]),
      location: { channel: 'hidden', part: place.part, address: '不显示的文字' },
    }),
  );
  return {
    units: [...units, ...wrapped, ...hidden],
    tables: seen.tables,
    blindSpots: [...undecodable(objects, place), ...wordless(objects, place)],
  };
}

/** Glyphs that no text stands for are drawn all the same. */
const wordless = (objects: readonly TextObject[], { part }: Place): BlindSpot[] =>
  objects.some(({ glyphTables, characters }) => glyphTables.length > 0 && characters.length === 0)
    ? [{ location: { channel: 'image', part, address: '没有文字的字形' }, reason: 'image' }]
    : [];

const saidBy = ({ characters }: Chunk): string =>
  characters.map(({ character: { text } }) => text).join('');

/** The runs of chunks, and those of them that nobody sees. */
function painted(chunks: readonly Chunk[]): Pick<Unit, 'runs' | 'unseen'> {
  const unseen = new Map<Run, Unseen>();
  const runs = chunks.flatMap((chunk) => runsOf(chunk, unseen));
  return unseen.size > 0 ? { runs, unseen } : { runs };
}

/** Characters that lie one after another in the part, and are seen or not alike, are one run. */
function runsOf({ characters }: Chunk, causes: Map<Run, Unseen>): Run[] {
  const runs: Run[] = [];
  let why: Unseen | undefined;
  let end = Number.NEGATIVE_INFINITY;
  for (const { character } of characters) {
    const { start, form, size, x, unseen } = character;
    const last = runs.at(-1);
    let run: Run = { form, start, end: character.end };
    if (last && last.end === start && last.form === form && why === unseen) {
      run = { ...last, end: character.end };
      causes.delete(last);
      runs.pop();
    } else if (last && x - end > size / 2) runs.push(virtual(' '));
    runs.push(run);
    if (unseen) causes.set(run, unseen);
    why = unseen;
    end = x + size;
  }
  return runs;
}

/** Characters of private use are drawn by a font that only their maker has. */
function undecodable(objects: readonly TextObject[], place: Place): BlindSpot[] {
  const unreadable = objects.some(({ characters }) =>
    characters.some(({ text }) => /[\uE000-\uF8FF\uFFFD]/.test(text)),
  );
  const location = { channel: place.channel, part: place.part, address: '私用区文字' };
  return unreadable ? [{ location, reason: 'undecodable' }] : [];
}

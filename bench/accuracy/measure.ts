import type { Segment } from '../../src/engine/core/segment.ts';
import { type Scan, type Settings, scan } from '../../src/engine/pipeline/scan.ts';
import type { Draft, Sample } from './drafts.ts';

/** What became of one sample. `part` of a value hidden is a miss, unless the policy hides a part only. */
export type Fate = 'masked' | 'review' | 'left';

export interface Judged extends Sample {
  readonly fate: Fate;
}

export interface Measurement {
  readonly judged: readonly Judged[];
  /** For each rule: findings acted upon that touch a person's value, and those that touch none. */
  readonly byRule: ReadonlyMap<string, { right: number; wrong: number }>;
}

interface Hidden {
  readonly start: number;
  readonly end: number;
  readonly action: 'mask' | 'review';
}

/** Takes every draft over the first half of the real road and compares what is hidden with what was planted. */
export async function measure(drafts: Iterable<Draft>, settings: Settings): Promise<Measurement> {
  const judged: Judged[] = [];
  const byRule = new Map<string, { right: number; wrong: number }>();
  for (const draft of drafts) {
    const bytes = new TextEncoder().encode(draft.content);
    const result = await scan({ bytes, name: draft.name }, settings);
    const sheet = sheetOf(result, draft);
    const hidden = hiddenBySegment(result, sheet);
    for (const sample of draft.samples)
      judged.push({ ...sample, fate: fateOf(sample, sheet, hidden) });
    countRules(result, draft, sheet, byRule);
  }
  return { judged, byRule };
}

const key = (row: number, column: number) => `${row},${column}`;

/** A line or a cell as the draft has it. */
type Written = Pick<Segment, 'id' | 'text'>;

/** The draft's own lines or cells, and where in them each segment of the document stands. */
interface Sheet {
  readonly byPlace: ReadonlyMap<string, Written>;
  /** Undefined for what is read a second time, without what sets it off. */
  placeOf(segmentId: number): { readonly id: number; readonly offset: number } | undefined;
}

function sheetOf({ document }: Scan, { name, content }: Draft): Sheet {
  if (!name.endsWith('.txt')) {
    const byPlace = new Map<string, Written>();
    for (const segment of document.segments)
      if (segment.cell) byPlace.set(key(segment.cell.row, segment.cell.column), segment);
    return { byPlace, placeOf: (id) => ({ id, offset: 0 }) };
  }
  const lines = content.split('\n').map((text, id): Written => ({ id, text }));
  const places = new Map<number, { id: number; offset: number }>();
  const read = new Map<number, number>();
  for (const { id, text, location } of document.segments) {
    const line = Number(/第 (\d+) 行/.exec(location.address)?.[1]) - 1;
    const offset = lines[line]?.text.indexOf(text, read.get(line) ?? 0) ?? -1;
    if (offset < 0) continue;
    places.set(id, { id: line, offset });
    read.set(line, offset + text.length);
  }
  return {
    byPlace: new Map(lines.map((line) => [key(line.id, 0), line])),
    placeOf: (id) => places.get(id),
  };
}

function hiddenBySegment({ decisions }: Scan, sheet: Sheet): Map<number, Hidden[]> {
  const all = decisions.flatMap(({ action, finding }) =>
    action === 'keep'
      ? []
      : finding.pieces.flatMap(({ segmentId, span }) => {
          const place = sheet.placeOf(segmentId);
          if (!place) return [];
          const { id, offset } = place;
          return { segmentId: id, start: span.start + offset, end: span.end + offset, action };
        }),
  );
  return Map.groupBy(all, ({ segmentId }) => segmentId);
}

/** A value is hidden when each of its letters and digits is, in every place it stands. */
function fateOf(sample: Sample, sheet: Sheet, hidden: Map<number, Hidden[]>): Fate {
  const fates = placed(sample, sheet).map(({ segmentId, text, start }): Fate => {
    const over = (hidden.get(segmentId) ?? []).filter(
      (one) => one.start < start + text.length && start < one.end,
    );
    const isCovered = (at: number) => over.some((one) => one.start <= at && at < one.end);
    const signs = [...text.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => start + index);
    const isHidden =
      sample.partly || !sample.isPositive
        ? over.length > 0
        : essential(sample, signs).every(isCovered);
    if (!isHidden) return 'left';
    return over.some(({ action }) => action === 'review') ? 'review' : 'masked';
  });
  // One digit of a person's value left in place is a leak; one character of a look-alike gone is an alteration.
  const worst: readonly Fate[] = sample.isPositive
    ? ['left', 'review', 'masked']
    : ['masked', 'review', 'left'];
  return worst.find((fate) => fates.includes(fate)) ?? 'left';
}

/** The country code may stay; 军字第 and 号 say nothing about the person either. */
function essential({ form, kind }: Sample, signs: readonly number[]): readonly number[] {
  if (form === '+86' || form === '0086' || form === '(86)') return signs.slice(-11);
  return kind === 'officer card' ? signs.slice(3, -1) : signs;
}

function placed({ places }: Sample, { byPlace }: Sheet) {
  return places.map(({ row, column, text }) => {
    const segment = byPlace.get(key(row, column));
    const start = segment?.text.indexOf(text) ?? -1;
    if (!segment || start < 0) throw new Error(`the format lost row ${row} column ${column}`);
    return { segmentId: segment.id, text, start };
  });
}

function countRules(
  { decisions }: Scan,
  { samples }: Draft,
  sheet: Sheet,
  byRule: Map<string, { right: number; wrong: number }>,
): void {
  const people = Map.groupBy(
    samples.filter(({ isPositive }) => isPositive).flatMap((sample) => placed(sample, sheet)),
    ({ segmentId }) => segmentId,
  );
  for (const { action, finding } of decisions) {
    if (action === 'keep') continue;
    const isRight = finding.pieces.some(({ segmentId, span }) => {
      const { id, offset } = sheet.placeOf(segmentId) ?? { id: -1, offset: 0 };
      return people
        .get(id)
        ?.some(
          ({ start, text }) =>
            start < span.end + offset && span.start + offset < start + text.length,
        );
    });
    const count = byRule.get(finding.ruleId) ?? { right: 0, wrong: 0 };
    count[isRight ? 'right' : 'wrong']++;
    byRule.set(finding.ruleId, count);
  }
}

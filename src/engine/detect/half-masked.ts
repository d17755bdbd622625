import type { Finding } from '../core/finding.ts';
import { MASKED_ID } from '../core/kinds.ts';
import type { Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { fold } from '../text/fold.ts';

const STARS = /[*＊×●•○■□_]{3}|[xX]{4}/;
const TOKEN = /(?<![0-9A-Za-z*×●•○■□_])[0-9*×xX●•○■□_]{8,20}(?![0-9A-Za-z*×●•○■□_])/g;
/** Digits, then what hides, then digits: a run of stars with nothing beside it hides everything. */
const SHAPE =
  /^(?<first>\d{0,16})[*×xX●•○■□_]{3,}(?<middle>[\d*×xX●•○■□_]*?)(?<last>\d{0,15}[\dXx]?)$/;
const LABEL = /身份证|证件号|身份号/;
const ID_LENGTHS = new Set([15, 18]);

/** Passes segments on and keeps those with a run of stars: walking a large sheet twice would cost. */
export function* keepingStarred(
  segments: Iterable<Segment>,
  starred: Segment[],
): Generator<Segment> {
  for (const segment of segments) {
    if (STARS.test(segment.text)) starred.push(segment);
    yield segment;
  }
}

/**
 * IDs that were masked before the draft came here, well or badly. Stars and digits of an ID's length
 * count anywhere; other lengths only under a label or in a column of IDs.
 */
export function halfMaskedIds(
  segments: Iterable<Segment>,
  tables: readonly TableFacts[],
): Finding[] {
  const idColumns = new Set(
    tables.flatMap(({ table, columns }) =>
      [...columns]
        .filter(([, kind]) => kind.startsWith('resident-id') || kind === 'masked-number')
        .map(([column]) => `${table}:${column}`),
    ),
  );
  const found: Finding[] = [];
  for (const segment of segments) {
    if (STARS.test(segment.text)) found.push(...findingsIn(segment, idColumns));
  }
  return found;
}

function* findingsIn(segment: Segment, idColumns: ReadonlySet<string>): Generator<Finding> {
  const { id, text, cell } = segment;
  const folded = fold(text);
  const inColumn = cell !== undefined && idColumns.has(`${cell.table}:${cell.column}`);
  for (const { 0: token, index } of folded.text.matchAll(TOKEN)) {
    const labelled = inColumn || LABEL.test(folded.text.slice(Math.max(0, index - 12), index));
    if (!looksLikeAnId(token, labelled)) continue;
    yield {
      ruleId: MASKED_ID,
      severity: 'high',
      confidence: labelled ? 'certain' : 'likely',
      pieces: [
        {
          segmentId: id,
          span: folded.originalSpan({ start: index, end: index + token.length }),
        },
      ],
      evidence: ['already-masked', ...(inColumn ? ['column'] : [])],
    };
  }
}

function looksLikeAnId(token: string, labelled: boolean): boolean {
  const digits = token.match(/\d/g)?.length ?? 0;
  if (digits < 2 || !SHAPE.test(token)) return false;
  if (labelled) return true;
  // Alone, four stars in a card number look the same: an ID's length, and a province at the front.
  return ID_LENGTHS.has(token.length) && /^(?:[1-8]\d{5}|[*×●•○■□_])/.test(token);
}

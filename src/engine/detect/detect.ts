import type { LoadedDocument } from '../core/document.ts';
import { type Finding, readingOrder } from '../core/finding.ts';
import type { TableFacts } from '../core/table.ts';
import { LooseLists } from './loose-lists.ts';
import { Prose } from './prose.ts';
import type { RuleBook } from './rule-book.ts';
import { Tables } from './tables.ts';

/** What a document holds. Findings stand in reading order and never overlap. */
export interface Detection {
  readonly findings: readonly Finding[];
  readonly tables: readonly TableFacts[];
}

/**
 * Finds identifiers over a whole document, walking its segments once. What a notice is meant to show
 * (`publishable` rules: names …) is looked for only when its rule id is `asked` for.
 */
export function detect(
  document: Pick<LoadedDocument, 'segments' | 'segment'>,
  rules: RuleBook,
  asked: ReadonlySet<string> = NOTHING,
): Detection {
  const findings: Finding[] = [];
  const lists = new LooseLists(rules, asked);
  const prose = new Prose(rules, asked, findings, lists);
  const tables = new Tables(rules, asked, lists);
  let isTable = false;
  for (const segment of document.segments) {
    if (segment.cell) {
      // A line that waits may head this very table.
      if (!isTable) prose.catchUp();
      isTable = true;
      tables.take(segment, segment.cell, findings);
    } else {
      isTable = false;
      tables.endRow(findings);
      prose.take(segment);
    }
  }
  prose.settle();
  tables.settle(findings);
  return { findings: lists.among(tables.among(inReadingOrder(findings))), tables: tables.facts };
}

const NOTHING: ReadonlySet<string> = new Set();

/** What a column decided about stands out of order, and lines that waited while a table began: of a list mostly nothing. */
function inReadingOrder(found: Finding[]): readonly Finding[] {
  for (let at = 1; at < found.length; at++)
    if (readingOrder(found[at - 1] as Finding, found[at] as Finding) > 0)
      return found.sort(readingOrder);
  return found;
}

import type { LoadedDocument } from '../core/document.ts';
import { type Finding, readingOrder } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
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
  const walk = new Walk(rules, asked);
  const segments = document.segments[Symbol.iterator]();
  while (walk.takeSome(segments));
  return walk.settle();
}

/** Few enough that each call is a short one, enough that calls cost nothing. */
const SOME = 1024;

/** One walk over the segments of a document. */
class Walk {
  private readonly findings: Finding[] = [];
  private readonly lists: LooseLists;
  private readonly prose: Prose;
  private readonly tables: Tables;
  private isTable = false;

  constructor(rules: RuleBook, asked: ReadonlySet<string>) {
    this.lists = new LooseLists(rules, asked);
    this.prose = new Prose(rules, asked, this.findings, this.lists);
    this.tables = new Tables(rules, asked, this.lists);
  }

  /**
   * Takes in the next segments; true while there are more. In one loop over all of them the engine would compile the
   * whole of detection anew for every document.
   */
  takeSome(segments: Iterator<Segment>): boolean {
    for (let count = 0; count < SOME; count++) {
      const next = segments.next();
      if (next.done) return false;
      this.take(next.value);
    }
    return true;
  }

  private take(segment: Segment): void {
    if (segment.cell) {
      // A line that waits may head this very table.
      if (!this.isTable) this.prose.catchUp();
      this.isTable = true;
      this.tables.take(segment, segment.cell, this.findings);
    } else {
      this.isTable = false;
      this.tables.endRow(this.findings);
      this.prose.take(segment);
    }
  }

  settle(): Detection {
    const { findings, lists, prose, tables } = this;
    prose.settle();
    tables.settle(findings);
    return { findings: lists.among(tables.among(inReadingOrder(findings))), tables: tables.facts };
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** What a column decided about stands out of order, and lines that waited while a table began: of a list mostly nothing. */
function inReadingOrder(found: Finding[]): readonly Finding[] {
  for (let at = 1; at < found.length; at++)
    if (readingOrder(found[at - 1] as Finding, found[at] as Finding) > 0)
      return found.sort(readingOrder);
  return found;
}

import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { findingOf, standsInProse } from './finding-of.ts';
import { joinLines } from './join-lines.ts';
import type { Place } from './place.ts';
import { readText } from './read-text.ts';
import type { RuleBook } from './rule-book.ts';
import { TextTable } from './text-table.ts';

const LINES_BEFORE = 4;
const SUBJECT_LASTS = 6;
const OF_A_PERSON = new Set(['resident-id', 'resident-id-15', 'bank-card']);

/** Reads the texts outside tables, remembering a few lines for what follows. */
export class Prose {
  private readonly book: RuleBook;
  private readonly asked: ReadonlySet<string>;
  private readonly before: Segment[] = [];
  private readonly table: TextTable;
  /** Lines since somebody's identity number or card stood there. */
  private sincePerson = Number.POSITIVE_INFINITY;

  constructor(book: RuleBook, asked: ReadonlySet<string>) {
    this.book = book;
    this.asked = asked;
    this.table = new TextTable(book, asked);
  }

  take(segment: Segment, found: Finding[]): void {
    if (this.table.take(segment)) return;
    if (this.table.isOpen) this.table.end(found);
    const count = found.length;
    readText(this.placeOf(segment), (belief) => {
      if (!standsInProse(belief)) return;
      found.push(findingOf(belief, segment.id));
      if (OF_A_PERSON.has(belief.rule.id)) this.sincePerson = 0;
    });
    const last = this.before.at(-1);
    if (last) joinLines(last, segment, found, count, this.placeOf(segment));
    this.sincePerson++;
    this.before.push(segment);
    if (this.before.length > LINES_BEFORE) this.before.shift();
  }

  /** No more texts come. */
  settle(found: Finding[]): void {
    this.table.end(found);
  }

  private placeOf({ text }: Segment): Place {
    return {
      text,
      cell: undefined,
      about: this.sincePerson <= SUBJECT_LASTS ? 'people' : undefined,
      nearby: () => this.before.map((line) => line.text).join('\n'),
      book: this.book,
      asked: this.asked,
    };
  }
}

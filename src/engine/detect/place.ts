import type { Subject } from './about.ts';
import type { Label } from './label-index.ts';
import type { RuleBook } from './rule-book.ts';

/** What is said about a cell as a whole. */
export interface CellContext {
  /** The label left of it. */
  readonly side: Label | undefined;
  /** The label at the head of its column. */
  readonly head: Label | undefined;
}

/** Where a value stands, and what is known of its surroundings. */
export interface Place {
  readonly text: string;
  readonly cell: CellContext | undefined;
  /** Whom the text around speaks of. */
  readonly about: Subject;
  /** The text that may name a payee: the lines before, or the other cells of the row. */
  readonly nearby: () => string;
  readonly book: RuleBook;
  /** Rules for what a notice is meant to show that someone wants to know of all the same. */
  readonly asked: ReadonlySet<string>;
}

/** What a column holds: the id of a rule, or one of the words of `rules/data/words.yaml` (`name`, `birth-date`, `school`, `amount` …). */
export type FieldKind = string;

/**
 * What detection learnt about one table. Columns that told nothing are absent. Where a second header
 * stands further down (two lists on one sheet), each header has an entry, from top to bottom.
 */
export interface TableFacts {
  readonly table: number;
  /** The last row of the header; undefined when the table has none. */
  readonly headerRow: number | undefined;
  readonly columns: ReadonlyMap<number, FieldKind>;
}

import type { Cell, Location, Unseen } from '../../core/segment.ts';
import type { CfbStream } from '../shared/cfb.ts';
import type { StreamText } from '../shared/cfb-text.ts';
import type { BiffRecord } from './records.ts';

/** Where a text of the workbook stands. */
export interface Place {
  readonly location: Location;
  readonly cell?: Cell;
  /** Number of the look of its cell. */
  readonly style?: number;
  /** Why nobody sees it. */
  readonly unseen?: Unseen;
}

/** Characters that can be overwritten where they lie. */
interface TextItem extends Place {
  readonly kind: 'text';
  readonly source: StreamText;
}

/** A number, shown as a spreadsheet shows it: only the whole record can be overwritten. */
interface NumberItem extends Place {
  readonly kind: 'number';
  readonly text: string;
  /** Undefined: no record of its own (several numbers in one record). */
  readonly record: BiffRecord | undefined;
}

/** What a formula came to: with the formula in place, the next calculation would bring it back. */
interface ResultItem extends Place {
  readonly kind: 'result';
  readonly text: string;
  /** The formula and the string that it came to; undefined when other cells share the formula. */
  readonly records: readonly BiffRecord[] | undefined;
}

/** An eight-byte number inside a formula or a cache: can only become 0. */
interface ConstantItem extends Place {
  readonly kind: 'constant';
  readonly text: string;
  readonly stream: CfbStream;
  readonly offset: number;
}

export type Item = TextItem | NumberItem | ResultItem | ConstantItem;

export const textOf = (item: Item): string => (item.kind === 'text' ? item.source.text : item.text);

import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { ALNUM, classOf } from '../text/char-class.ts';
import { foldCode } from '../text/plain-value.ts';
import { proven } from './believe.ts';
import { findingIn } from './finding-of.ts';
import type { Place } from './place.ts';

const LENGTH = 18;
/** Old digits are dropped only now and then: a column of small counts may have a million rows. */
const MOST_KEPT = 256;

interface Run {
  lastRow: number;
  digits: string;
  ids: number[];
  /** The cells since the run began, or since the last number in it. */
  count: number;
}

/**
 * Identity numbers that go down a column, one digit a cell. Only the first and the last digits of a run
 * are tried: deep inside a column of small counts chance makes numbers.
 */
export class DownColumn {
  private readonly runs = new Map<number, Run>();
  private readonly placeOf: (column: number, text: string) => Place;

  constructor(placeOf: (column: number, text: string) => Place) {
    this.placeOf = placeOf;
  }

  /** Takes in the next cell of a column, in the order of rows. */
  take({ id, text, cell }: Segment, found: Finding[]): void {
    if (text.length !== 1 || !cell || (classOf(text.charCodeAt(0)) & ALNUM) === 0) return;
    let run = this.runs.get(cell.column);
    if (!run || run.lastRow + 1 !== cell.row) {
      if (run) this.end(cell.column, run, found);
      run = { lastRow: cell.row, digits: '', ids: [], count: 0 };
      this.runs.set(cell.column, run);
    }
    run.lastRow = cell.row;
    run.digits += String.fromCharCode(foldCode(text.charCodeAt(0)));
    run.ids.push(id);
    if (++run.count === LENGTH && this.tell(cell.column, run, found)) run.count = 0;
    if (run.ids.length > MOST_KEPT) {
      run.ids = run.ids.slice(-LENGTH);
      run.digits = run.digits.slice(-LENGTH);
    }
  }

  /** No more rows come. */
  settle(found: Finding[]): void {
    for (const [column, run] of this.runs) this.end(column, run, found);
    this.runs.clear();
  }

  private end(column: number, run: Run, found: Finding[]): void {
    if (run.count > LENGTH) this.tell(column, run, found);
  }

  private tell(column: number, { digits, ids }: Run, found: Finding[]): boolean {
    const plain = digits.slice(-LENGTH);
    const place = this.placeOf(column, plain);
    const belief = proven({ plain, start: 0, end: LENGTH, shape: '' }, place);
    if (belief?.rule.id !== 'resident-id' || belief.confidence === 'possible') return false;
    const [first, ...rest] = ids.slice(-LENGTH).map(wholeCell);
    if (!first) return false;
    found.push(
      findingIn({ ...belief, evidence: [...belief.evidence, 'joined-cells'] }, [first, ...rest]),
    );
    return true;
  }
}

const wholeCell = (segmentId: number): Piece => ({ segmentId, span: { start: 0, end: 1 } });

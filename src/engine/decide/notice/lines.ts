import type { Segment } from '../../core/segment.ts';

/** Segments looked at from either end. */
const HEAD = 400;
const TAIL = 120;
/** Lines kept from between. */
const MIDDLE = 60;
const LONGEST = 600;
const BEFORE = 60;
const SPEAKS = /公示|公告期|发布(?:机构|日期|时间)|索引号|成文日期/;
const SPOKEN = new Set(['body', 'header-footer', 'text-box', 'metadata']);
const LONGEST_DAY = 20;
const DAY = '日';

/** Those lines of a document that may tell who publishes it and for how long. A row of cells is one. */
export class NoticeLines {
  private readonly head: Segment[] = [];
  private readonly middle: string[] = [];
  private readonly tail: (Segment | undefined)[] = [];
  private count = 0;
  private last: Segment | undefined;
  private lastButOne: Segment | undefined;

  /** Passes segments on: walking a document twice would cost. */
  *keeping(segments: Iterable<Segment>): Generator<Segment> {
    for (const segment of segments) {
      if (segment.cell || SPOKEN.has(segment.location.channel)) this.take(segment);
      yield segment;
    }
  }

  /** Beginning, what speaks of the notice between, and end. */
  get texts(): string[] {
    const past = this.count - HEAD;
    const tail = Array.from(
      { length: Math.min(TAIL, past) },
      (_, at) => this.tail[(Math.max(0, past - TAIL) + at) % TAIL],
    );
    return [...linesOf(this.head), ...this.middle, ...linesOf(tail)];
  }

  private take(segment: Segment): void {
    if (this.count++ < HEAD) this.head.push(segment);
    else {
      this.tail[(this.count - HEAD - 1) % TAIL] = segment;
      if (this.middle.length < MIDDLE) this.takeMiddle(segment);
    }
    this.lastButOne = this.last;
    this.last = segment;
  }

  /** A sentence that speaks of the notice; a day in a row of its own, with the line above: a signature. */
  private takeMiddle({ text, cell }: Segment): void {
    const { last, lastButOne } = this;
    if (
      last &&
      lastButOne &&
      last.text.length <= LONGEST_DAY &&
      last.text.trimEnd().endsWith(DAY) &&
      !isSameRow(last.cell, cell) &&
      !isSameRow(last.cell, lastButOne.cell)
    )
      this.middle.push(lastButOne.text, last.text);
    const at = cell ? -1 : text.search(SPEAKS);
    if (at >= 0) this.middle.push(text.slice(Math.max(0, at - BEFORE), at + LONGEST));
  }
}

const isSameRow = (a: Segment['cell'], b: Segment['cell']): boolean =>
  a !== undefined && a.row === b?.row && a.table === b.table;

function linesOf(segments: readonly (Segment | undefined)[]): string[] {
  const lines: string[] = [];
  let before: Segment['cell'];
  for (const segment of segments) {
    if (!segment) continue;
    const text = segment.text.slice(0, LONGEST);
    if (isSameRow(segment.cell, before)) lines.push(`${lines.pop()}\t${text}`);
    else lines.push(text);
    before = segment.cell;
  }
  return lines;
}

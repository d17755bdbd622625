import { type Claim, Finding } from '../core/finding.ts';

/** How many the first block holds, and the largest one. */
const FEW = 32;
const MANY = 4096;

/** So many findings side by side: their claims, and for each its segment and its length. */
class Block {
  readonly claims: Claim[];
  readonly numbers: Int32Array;
  readonly room: number;
  count = 0;

  constructor(room: number) {
    this.room = room;
    this.claims = new Array(room);
    this.numbers = new Int32Array(2 * room);
  }

  at(index: number): Finding {
    const { claims, numbers } = this;
    const [segmentId, length] = [numbers[2 * index] as number, numbers[2 * index + 1] as number];
    return new Finding(claims[index] as Claim, segmentId, 0, length);
  }
}

/**
 * Findings that fill their cells, kept as numbers until the document is read: a list has a million of them, and so many
 * objects that live that long would be moved about in memory meanwhile.
 */
export class WholeCells {
  private readonly blocks: Block[] = [];
  private last: Block | undefined;

  /** Takes in the next one, in reading order. */
  add(claim: Claim, segmentId: number, length: number): void {
    let block = this.last;
    if (!block || block.count === block.room) block = this.begin();
    const at = block.count++;
    block.claims[at] = claim;
    block.numbers[2 * at] = segmentId;
    block.numbers[2 * at + 1] = length;
  }

  /** All of them and others, in reading order if the others are. */
  among(others: readonly Finding[]): readonly Finding[] {
    if (this.blocks.length === 0) return others;
    const all = new Array<Finding>(others.length + this.count);
    let next = 0;
    let end = 0;
    for (const block of this.blocks)
      for (let at = 0; at < block.count; at++) {
        const finding = block.at(at);
        for (let other = others[next]; other; other = others[++next]) {
          if (other.segmentId > finding.segmentId) break;
          all[end++] = other;
        }
        all[end++] = finding;
      }
    for (; next < others.length; next++) all[end++] = others[next] as Finding;
    return all;
  }

  private get count(): number {
    return this.blocks.reduce((sum, { count }) => sum + count, 0);
  }

  /** Makes ready for another document. */
  clear(): void {
    this.blocks.length = 0;
    this.last = undefined;
  }

  private begin(): Block {
    const block = new Block(this.last ? Math.min(2 * this.last.room, MANY) : FEW);
    this.blocks.push(block);
    this.last = block;
    return block;
  }
}

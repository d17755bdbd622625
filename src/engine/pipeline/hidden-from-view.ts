import type { Finding, Piece } from '../core/finding.ts';
import type { Segment, Unseen, UnseenSpan } from '../core/segment.ts';
import { overlaps, type Span } from '../core/span.ts';

/** Texts of one part of a document that nobody sees, for one cause. */
export interface UnseenTexts {
  readonly why: Unseen;
  /** How many stretches of text. */
  count: number;
  /** Of what lies under a box every stretch, of all else the first ones: a hidden sheet has a million. */
  readonly pieces: Piece[];
}

const FIRST = 100;

/** Notes what nobody sees of a document while it is walked: walking it twice would cost. */
export class HiddenFromView {
  /** By cause and part. */
  readonly texts = new Map<string, UnseenTexts>();
  private readonly spans = new Map<number, readonly UnseenSpan[]>();
  /** One bit a segment that is hidden as a whole. */
  private bits = new Uint8Array(64);
  private any = false;

  /** Passes segments on. */
  *keeping(segments: Iterable<Segment>): Generator<Segment> {
    for (const segment of segments) {
      if (segment.unseen) this.note(segment, segment.unseen);
      else if (!segment.cell && segment.location.channel === 'hidden') this.mark(segment.id);
      yield segment;
    }
  }

  /** Says of each finding that nobody sees why it only looks gone: it can be read all the same. */
  toldOf(findings: readonly Finding[]): readonly Finding[] {
    if (!this.any) return findings;
    return findings.map((finding) => {
      const why = this.whyOf(finding);
      return why.size === 0 ? finding : finding.saying(...why);
    });
  }

  private whyOf({ pieces }: Finding): ReadonlySet<Unseen> {
    const why = new Set<Unseen>();
    for (const { segmentId, span } of pieces) {
      for (const one of whyUnseen(span, this.spans.get(segmentId))) why.add(one);
      if (this.isMarked(segmentId)) why.add('hidden');
    }
    return why;
  }

  private note({ id, text, location }: Segment, unseen: readonly UnseenSpan[]): void {
    for (const { span, why } of unseen) {
      if (text.slice(span.start, span.end).trim() === '') continue;
      const key = `${why} ${location.part}`;
      const there = this.texts.get(key) ?? { why, count: 0, pieces: [] };
      this.texts.set(key, there);
      there.count++;
      if (why === 'covered' || there.count <= FIRST) there.pieces.push({ segmentId: id, span });
    }
    if (unseen.every(({ why }) => why === 'hidden')) this.mark(id);
    else this.spans.set(id, unseen);
    this.any = true;
  }

  private mark(id: number): void {
    const at = id >> 3;
    if (at >= this.bits.length) {
      const wider = new Uint8Array(Math.max(at + 1, this.bits.length * 2));
      wider.set(this.bits);
      this.bits = wider;
    }
    this.bits[at] = (this.bits[at] as number) | (1 << (id & 7));
    this.any = true;
  }

  private isMarked(id: number): boolean {
    return (((this.bits[id >> 3] ?? 0) >> (id & 7)) & 1) === 1;
  }
}

/** Why nobody sees some of a stretch, each cause once. */
export const whyUnseen = (span: Span, unseen: readonly UnseenSpan[] = []): Unseen[] => [
  ...new Set(unseen.filter((one) => overlaps(one.span, span)).map(({ why }) => why)),
];

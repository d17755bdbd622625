import type { Span } from './span.ts';

export type Severity = 'low' | 'medium' | 'high' | 'critical';
export type Confidence = 'possible' | 'likely' | 'certain';

/** A stretch of one segment. */
export interface Piece {
  readonly segmentId: number;
  readonly span: Span;
}

export type Pieces = readonly [Piece, ...Piece[]];

/** What is said of a finding. Thousands of cells of a column share one claim. */
export interface Claim {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /**
   * Why we believe it, in order; only words from rule files, never text of the document.
   * `pattern` `checksum` `issuer` `prefix` `area-code`: what its own shape says ·
   * `label:身份证号` before it, `header:卡号` above or left of it, `against:项目编号` speaks against ·
   * `column`: most of its column is alike · `whole-cell`: its header says what it is, however it is written · `beside-person`: a home in a row or sentence about somebody · `glued` `joined-cells` `joined-lines` `lost-digits` `disguised`: how it
   * was written · `already-masked` `left-candidates:10000` `recombined`: what a mask of the draft left standing · `kept:office-contact`
   * `kept:official-domain` `kept:organisation-account` `kept:<rule id>`: it stands there on purpose ·
   * `covered` `invisible` `off-page` `white` `hidden` `texts:3`: nobody sees it in the draft and it can be copied out ·
   * `office-contact`: an office's contact that looks like a person's own number · `reviewer`: a person said so.
   */
  readonly evidence: readonly string[];
}

const NO_PIECES: readonly Piece[] = [];

/**
 * A rule matched here. A finding points at the text and never carries it: reports must not leak. A list has a million of
 * them: each is one small object.
 */
export class Finding implements Claim {
  readonly claim: Claim;
  /** Where its first piece lies; mostly the only one. */
  readonly segmentId: number;
  readonly start: number;
  readonly end: number;
  /** More pieces when a number lies over several cells, lines or columns, in reading order. */
  readonly others: readonly Piece[];

  constructor(
    claim: Claim,
    segmentId: number,
    start: number,
    end: number,
    others: readonly Piece[] = NO_PIECES,
  ) {
    this.claim = claim;
    this.segmentId = segmentId;
    this.start = start;
    this.end = end;
    this.others = others;
  }

  /** Over pieces in reading order. */
  static over(claim: Claim, [{ segmentId, span }, ...others]: Pieces): Finding {
    return new Finding(claim, segmentId, span.start, span.end, others);
  }

  /** The same place with another claim. */
  claiming(claim: Claim): Finding {
    return new Finding(claim, this.segmentId, this.start, this.end, this.others);
  }

  /** The same with more evidence. */
  saying(...evidence: readonly string[]): Finding {
    return this.claiming({ ...this.claim, evidence: [...this.claim.evidence, ...evidence] });
  }

  get ruleId(): string {
    return this.claim.ruleId;
  }

  get severity(): Severity {
    return this.claim.severity;
  }

  get confidence(): Confidence {
    return this.claim.confidence;
  }

  get evidence(): readonly string[] {
    return this.claim.evidence;
  }

  /** All of it, made anew for whoever asks. */
  get pieces(): Pieces {
    const { segmentId, start, end } = this;
    return [{ segmentId, span: { start, end } }, ...this.others];
  }
}

/** For sorting: the order in which a reader meets findings. */
export const readingOrder = (a: Finding, b: Finding): number =>
  a.segmentId - b.segmentId || a.start - b.start;

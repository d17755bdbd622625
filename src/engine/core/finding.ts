import type { Span } from './span.ts';

export type Severity = 'low' | 'medium' | 'high' | 'critical';
export type Confidence = 'possible' | 'likely' | 'certain';

/** A stretch of one segment. */
export interface Piece {
  readonly segmentId: number;
  readonly span: Span;
}

/** A rule matched here. A finding points at the text and never carries it: reports must not leak. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** In reading order. More than one when a number lies over several cells, lines or columns. */
  readonly pieces: readonly [Piece, ...Piece[]];
  /** Why we believe it, in order: `checksum`, `label:身份证号`, `header:卡号`, `column`, `against:项目编号`. */
  readonly evidence: readonly string[];
}

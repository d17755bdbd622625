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
  /**
   * Why we believe it, in order; only words from rule files, never text of the document.
   * `pattern` `checksum` `issuer` `prefix` `area-code`: what its own shape says ·
   * `label:身份证号` before it, `header:卡号` above or left of it, `against:项目编号` speaks against ·
   * `column`: most of its column is alike · `glued` `joined-cells` `joined-lines` `lost-digits`: how it
   * was written · `already-masked` `left-candidates:10000` `recombined`: what a mask of the draft left standing · `kept:office-contact`
   * `kept:official-domain` `kept:organisation-account` `kept:<rule id>`: it stands there on purpose ·
   * `covered` `invisible` `off-page` `white` `hidden` `texts:3`: nobody sees it in the draft and it can be copied out ·
   * `office-contact`: an office's contact that looks like a person's own number · `reviewer`: a person said so.
   */
  readonly evidence: readonly string[];
}

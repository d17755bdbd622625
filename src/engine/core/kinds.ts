// Kinds of findings that no rule file makes. Their names for people are in `report/own-kinds.ts`.
import type { Unseen } from './segment.ts';

const HALF_MASKED = 'masked-';

/** An ID that the draft had masked already, well or badly. */
export const MASKED_ID = `${HALF_MASKED}resident-id`;

/** The kind of what the draft had masked already of a rule's values. */
export const halfMaskedKind = (ruleId: string): string => `${HALF_MASKED}${ruleId}`;

/** The rule whose values a half-masked kind is about; undefined for any other kind. */
export const maskedRuleOf = (kind: string): string | undefined =>
  kind.startsWith(HALF_MASKED) ? kind.slice(HALF_MASKED.length) : undefined;

/** What nobody could read: a policy may want two people to answer for it, whatever else was found. */
export const BLIND_SPOTS = 'blind-spots';

/** A whole column of sensitive information beside names. */
export const SENSITIVE_COLUMN = 'sensitive-column';

/** Text that nobody sees and anyone can copy out, as far as no other finding is about it. */
export const unseenKind = (why: Unseen): string => `${why}-text`;

/** Findings over many texts of their own, not over one that lies in pieces. */
export const isManyTexts = (kind: string): boolean =>
  kind === SENSITIVE_COLUMN || kind === COVERED_TEXT;

const COVERED_TEXT = unseenKind('covered');

/** A name that gets a label, since another bears it too. */
export const NAMESAKE = 'namesake';

/** A text that a reviewer wants hidden wherever it stands. */
export const REVIEWED_TEXT = 'reviewed-text';

/** All that stands in a place that a reviewer named. */
export const REVIEWED_PLACE = 'reviewed-place';

/** Evidence: all of a cell goes since its header says what it is, however it is written. */
export const WHOLE_CELL = 'whole-cell';

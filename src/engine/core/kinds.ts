// Kinds of findings that no rule file makes. Their names for people are in `report/own-kinds.ts`.

/** An ID that the draft had masked already, well or badly. */
export const MASKED_ID = 'masked-resident-id';

/** A whole column of sensitive information beside names. */
export const SENSITIVE_COLUMN = 'sensitive-column';

/** A name that gets a label, since another bears it too. */
export const NAMESAKE = 'namesake';

/** A text that a reviewer wants hidden wherever it stands. */
export const REVIEWED_TEXT = 'reviewed-text';

/** All that stands in a place that a reviewer named. */
export const REVIEWED_PLACE = 'reviewed-place';

import type { Location } from './segment.ts';

/** How a document shows the number of somebody it names, for adding up with other documents. Masked forms only. */
export interface ShownForm {
  /** Keyed hash of name and publisher: the same person in two documents, without saying who. */
  readonly bearer: string;
  /** The 18 places of a resident ID, `?` where the document hides it. */
  readonly shown: string;
  readonly location: Location;
}

/** A page taken from the line. It comes back to it when its crawler dies before it is settled. */
export interface Claim {
  readonly key: Buffer;
  readonly url: string;
  readonly depth: number;
  /** Of this scan, this one included. */
  readonly attempts: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly sha256: Buffer | null;
  readonly lookedWith: Buffer | null;
  /** What it was at the last visit; `sitemap` from the start. */
  readonly kind: PageKind | null;
  readonly problem: string | null;
  readonly blindSpots: number;
}

/**
 * How a visit ended: `looked` read and searched · `unchanged` the same as before, and what was found
 * then still holds · `gone` not there any more · `error` nobody could tell · `skipped` not asked for
 * (robots.txt, out of scope) · `elsewhere` it only leads to another address.
 */
export type VisitEnd = 'looked' | 'unchanged' | 'gone' | 'error' | 'skipped' | 'elsewhere';

export type PageKind = 'page' | 'attachment' | 'sitemap' | 'other';

/** What became of a claim. */
export interface Settlement {
  readonly key: Buffer;
  readonly depth: number;
  readonly end: VisitEnd;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly kind: PageKind;
  /** Why there was no answer, or why it could not be read; a code, never text of the site. */
  readonly problem: string | null;
  readonly blindSpots: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly sha256: Buffer | null;
  readonly lookedWith: Buffer | null;
  /** Bytes that came over the wire. */
  readonly bytes: number;
  /** Further addresses, canonical and in scope. */
  readonly links: readonly string[];
  /** Further sitemaps. */
  readonly sitemaps: readonly string[];
}

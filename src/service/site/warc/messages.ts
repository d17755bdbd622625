/** What the child is told: which archive, and the most bytes of one document. */
export interface Opening {
  readonly path: string;
  readonly mostBytes: number;
}

/** What it tells. A document's bytes are the frame's only blob; there is none when it could not be had. */
export type Told =
  | {
      readonly kind: 'document';
      readonly url: string;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly isCut: boolean;
      readonly problem: 'too-large' | 'undecodable' | 'not-in-archive' | null;
    }
  /** It goes on; the address of a page that was passed, in the first walk through the archive. */
  | { readonly kind: 'passed'; readonly url: string | null }
  | { readonly kind: 'end'; readonly records: number; readonly isDamaged: boolean };

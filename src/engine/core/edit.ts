import type { Span } from './span.ts';

/** Put `replacement` in place of `span` of one segment. Edits of a segment never overlap. */
export interface Edit {
  readonly segmentId: number;
  readonly span: Span;
  readonly replacement: string;
}

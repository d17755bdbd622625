/** A half-open stretch [start, end) of a string, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const lengthOf = ({ start, end }: Span): number => end - start;

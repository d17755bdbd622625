/** What one document may ask of the machine. Past a limit it is refused, never half read. */
export interface Limits {
  /** Bytes of the uploaded file. */
  readonly fileBytes: number;
  /** Bytes of all parts of a container when inflated, nested containers included. */
  readonly inflatedBytes: number;
  /** Inflated ÷ deflated bytes from which an entry counts as a bomb's; 128 MB of such are let pass. */
  readonly inflateRatio: number;
  /** Entries of one container. */
  readonly entries: number;
  /** Containers inside containers. */
  readonly depth: number;
  /** Pages of a PDF. */
  readonly pages: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 100 * 1024 * 1024,
  inflatedBytes: 1024 * 1024 * 1024,
  inflateRatio: 200,
  entries: 20_000,
  depth: 4,
  pages: 10_000,
};

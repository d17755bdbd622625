/** A draft that another program had to make a file of that we can open; the numbers speak of the draft itself. */
export interface Draft {
  /** With its dot: `.xlsb`. */
  readonly extension: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. Findings keep their ids however often the draft is converted. */
  readonly sha256: string;
  /** The program: `LibreOffice`. */
  readonly by: string;
}

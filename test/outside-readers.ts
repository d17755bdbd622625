import { spawnSync } from 'node:child_process';

/** Other people's readers of PDF, each with the arguments that make it read a whole file. */
export const PDF_READERS: readonly (readonly [string, ...string[]])[] = [
  ['pdftotext', '-layout', 'FILE', '-'],
  ['pdftotext', '-raw', 'FILE', '-'],
  ['pdfinfo', '-meta', 'FILE'],
  ['mutool', 'draw', '-q', '-F', 'txt', 'FILE'],
  ['qpdf', '--qdf', '--object-streams=disable', 'FILE', '-'],
];

/** Those programs among them that this machine does not have. */
export const missingReaders = (): string[] =>
  [...new Set(PDF_READERS.map(([program]) => program))].filter(
    (program) => spawnSync(program, ['--version']).error !== undefined,
  );

/** Before all tests: says what they go without. Where every reader was promised, a missing one ends it. */
export function setup(): void {
  const missing = missingReaders();
  if (missing.length === 0) return;
  const told = `not installed, so masked PDFs are not searched with: ${missing.join(', ')} (Debian: poppler-utils mupdf-tools qpdf)`;
  if (process.env.EVERY_READER === '1') throw new Error(told);
  process.stderr.write(`skipped: ${told}\n`);
}

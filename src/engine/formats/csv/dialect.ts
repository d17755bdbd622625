import { linesOf } from '../shared/lines.ts';

const DELIMITERS = ['\t', ',', ';', '|'];
const SAMPLE_LINES = 50;
/** Excel's own hint in the first line. */
const HINT = /^sep=(.)\r?\n/;

/** The delimiter of a table in text: Excel's hint, else the one that cuts most lines alike. */
export function delimiterOf(text: string): string {
  const hint = HINT.exec(text)?.[1];
  if (hint) return hint;
  const sample = sampleLines(text);
  const [best = '', score = 0] = DELIMITERS.map(
    (delimiter) => [delimiter, evenness(sample, delimiter)] as const,
  ).reduce((a, b) => (b[1] > a[1] ? b : a));
  return score > 0 ? best : ',';
}

function sampleLines(text: string): string[] {
  const head = text.slice(0, 64 * 1024);
  const lines = linesOf(head);
  const whole = head.length < text.length ? lines.count - 1 : lines.count;
  const numbers = Array.from({ length: Math.min(Math.max(whole, 1), SAMPLE_LINES) }, (_, n) => n);
  return numbers.map((line) => {
    const { start, end } = lines.span(line);
    return head.slice(start, end).replaceAll(/"[^"]*"/g, '""');
  });
}

/** Cells gained on the lines that share the commonest number of cells. */
function evenness(lines: readonly string[], delimiter: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + count);
  }
  return Math.max(0, ...counts.values());
}

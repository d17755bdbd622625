// Finds planted numbers in bytes, in every form that a file, a database or a log could have written them in.

const RUN = /\d{10,}X?/gi;
const BASE64 = /[A-Za-z0-9+/_-]{16,}/g;
const HEX = /(?:[0-9a-f]{2}){10,}/gi;

/** Which of some numbers (ten digits or more, X for a check character) a piece holds. */
export function finder(numbers: readonly string[]): (bytes: Buffer) => string[] {
  const planted = new Set(numbers.map((number) => number.toUpperCase()));
  const lengths = [...new Set(numbers.map(({ length }) => length))];

  /** The regular expression names few places; a number may be part of a longer run there. */
  function* inText(text: string): Generator<string> {
    for (const [run] of text.matchAll(RUN))
      for (const length of lengths)
        for (let at = 0; at + length <= run.length; at++) {
          const piece = run.slice(at, at + length).toUpperCase();
          if (planted.has(piece)) yield piece;
        }
  }

  return (bytes) => [...new Set(readingsOf(bytes).flatMap((text) => [...inText(text)]))];
}

/** The bytes as text, as UTF-16 (its zeros left out), and what is base64 or hexadecimal in them opened. */
function readingsOf(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const readings = [text, ...(text.includes('\0') ? [text.replaceAll('\0', '')] : [])];
  for (const [run] of text.matchAll(BASE64))
    for (const shift of [0, 1, 2, 3])
      readings.push(Buffer.from(run.slice(shift), 'base64').toString('latin1'));
  for (const [run] of text.matchAll(HEX))
    readings.push(
      Buffer.from(run, 'hex').toString('latin1'),
      Buffer.from(run.slice(1), 'hex').toString('latin1'),
    );
  return readings;
}

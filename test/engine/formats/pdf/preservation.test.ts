// The same list as many programs write it: what is masked is gone, and nothing else moves or looks different.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { type SeenChar, type SeenPage, seenPages } from './pdfium-view.ts';

const people: readonly { id: string; mobile: string }[] = JSON.parse(
  readFileSync('fixtures/pdf/people.json', 'utf8'),
);
const numbers = people.flatMap(({ id, mobile }) => [id, mobile]);
const folder = 'fixtures/pdf';
const files = readdirSync(folder).filter((file) => file.endsWith('.pdf'));
/** Ghostscript drops the maps to Unicode of these fonts: nobody can read them, so a person must look. */
const UNREADABLE = /^reportlab(-bare|-unembedded|-vertical)?\.ghostscript\.pdf$/;

it('has sixty files and more', () => expect(files.length).toBeGreaterThan(60));

for (const file of files.filter((name) => UNREADABLE.test(name)))
  it(`${file}: is never called clean or masked`, async () => {
    const bytes = readFileSync(`${folder}/${file}`);
    const { verdict, scan } = await redact({ bytes, name: file }, settings);
    expect(scan.document.blindSpots.map(({ reason }) => reason)).toContain('undecodable');
    expect(['review', 'refused']).toContain(verdict);
  });

for (const file of files.filter((name) => !UNREADABLE.test(name)))
  it(`${file}: every number is gone, every other letter is where it was`, async () => {
    const bytes = readFileSync(`${folder}/${file}`);
    const { verdict, output } = await redact({ bytes, name: file }, settings);
    expect(verdict).toBe('masked');
    expect(leaks(output as Uint8Array, ...numbers)).toEqual([]);
    const [before, after] = [await seenPages(bytes), await seenPages(output as Uint8Array)];
    expect(after).toHaveLength(before.length);
    for (const [index, page] of before.entries()) {
      const other = after[index] as SeenPage;
      const gone = page.chars.filter(({ char }) => /[\dXx]/.test(char));
      expect(moved(page.chars, other.chars)).toEqual([]);
      expect([other.width, other.height]).toEqual([page.width, page.height]);
      expect(changedOutside(page, other, gone)).toBe(0);
    }
  });

/** Letters of the input that are not at the same place in the output, digits left out: they may be masked. */
function moved(before: readonly SeenChar[], after: readonly SeenChar[]): string[] {
  const isLetter = ({ char }: SeenChar) => !/[\dXx*]/.test(char);
  const rest = after.filter(isLetter);
  const missing = before.filter(isLetter).filter((letter) => {
    const found = rest.findIndex(
      ({ char, x, y }) =>
        char === letter.char && Math.abs(x - letter.x) < 0.05 && Math.abs(y - letter.y) < 0.05,
    );
    if (found >= 0) rest.splice(found, 1);
    return found < 0;
  });
  return [...missing, ...rest].map(({ char, x, y }) => `${char} ${x.toFixed(1)} ${y.toFixed(1)}`);
}

/** How many pixels changed away from any digit of the input. */
function changedOutside(before: SeenPage, after: SeenPage, gone: readonly SeenChar[]): number {
  const masked = new Uint8Array(before.pixels.length);
  const { width, height } = before;
  const size = Math.max(
    ...gone.map(({ box }) => Math.max(box.bottom - box.top, box.right - box.left)),
  );
  const margin = Math.ceil(size) + 1;
  for (const { box } of gone)
    for (let y = Math.max(0, box.top - margin); y <= Math.min(height - 1, box.bottom + margin); y++)
      masked.fill(
        1,
        y * width + Math.max(0, box.left - margin),
        y * width + Math.min(width, box.right + margin),
      );
  return before.pixels.reduce(
    (sum, value, at) =>
      sum + (masked[at] === 0 && Math.abs(value - (after.pixels[at] ?? 0)) > 8 ? 1 : 0),
    0,
  );
}

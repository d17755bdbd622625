import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { seenPages } from './pdfium-view.ts';

const open = (bytes: Uint8Array) => pdf.open(bytes, surroundings(settings.limits));

/** A list whose Chinese letters no map leads back to text. */
const unreadable = readFileSync('fixtures/pdf/reportlab.ghostscript.pdf');

it('makes a picture of a page that nobody can read, so that nothing lies behind what is seen', async () => {
  const output = await (await open(unreadable)).rewrite([]);
  const [before, after] = [await seenPages(unreadable), await seenPages(output)];
  expect(after[0]?.chars).toEqual([]);
  const dark = (pixels: Uint8Array | undefined) =>
    pixels?.filter((value) => value < 128).length ?? 0;
  expect(dark(after[0]?.pixels)).toBeGreaterThan(dark(before[0]?.pixels) / 2);
  expect((await open(output)).blindSpots.map(({ reason }) => reason)).toEqual(['image']);
});

it('says which pages became pictures, and leaves them alone where the policy wants that', async () => {
  const handIn = (fallback: 'raster' | 'review') =>
    redact(
      { bytes: unreadable, name: 'list.pdf' },
      { ...settings, policy: { ...settings.policy, pdf: { fallback } } },
    );
  const raster = await handIn('raster');
  expect(raster.verdict).toBe('review');
  expect(raster.scan.document.removals).toEqual([
    {
      location: { channel: 'body', part: '第 1 页', address: '' },
      what: 'unreadable-text',
      when: 'always',
    },
  ]);
  expect((await seenPages(raster.output as Uint8Array))[0]?.chars).toEqual([]);
  const review = await handIn('review');
  // The text is still there, and here the second reader makes out a number that the first cannot.
  expect(review.verdict).toBe('refused');
  expect(review.scan.document.removals).toEqual([]);
  const left = await review.scan.document.rewrite([]);
  expect((await seenPages(left))[0]?.chars).not.toEqual([]);
});

it('shows a page as a picture', async () => {
  const png = await pdf.preview?.(readFileSync('fixtures/pdf/reportlab.pdf'), 0, 72);
  const view = Buffer.from(png ?? []);
  expect(view.toString('latin1', 1, 4)).toBe('PNG');
  expect([view.readUInt32BE(16), view.readUInt32BE(20)]).toEqual([595, 842]);
  expect(await pdf.preview?.(readFileSync('fixtures/pdf/reportlab.pdf'), 7, 72)).toBeUndefined();
});

import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { splicedContent } from '../../../../src/engine/formats/shared/ooxml/spliced-content.ts';
import { EditList } from '../../../../src/engine/formats/shared/xml/edit-list.ts';

const LARGE = 6 * 1024 * 1024;
const part = Buffer.alloc(LARGE, '0123456789');

/** The text between the edits, and what they put there. */
const expected = (edits: readonly [start: number, end: number, replacement: string][]) => {
  const inOrder = edits.toSorted(([a], [b]) => a - b);
  const ends = [0, ...inOrder.map(([, end]) => end)];
  return [...inOrder, [LARGE, LARGE, ''] as const]
    .map(([start, , by], index) => part.toString('latin1', ends[index], start) + by)
    .join('');
};

const carriedOut = (list: EditList): string => {
  const content = splicedContent(part, list);
  if (!('packed' in content)) throw new Error('a part of this size is packed as it is written');
  const bytes = inflateRawSync(content.packed);
  expect(bytes.length).toBe(content.size);
  return bytes.toString();
};

describe('many edits of a large part', () => {
  const edits = Array.from({ length: 3000 }, (_, index): [number, number, string] => {
    const start = index * 2000;
    return [start, start + 18, index % 3 === 0 ? `星${index}` : '*'.repeat(18)];
  });
  const listed = (some: typeof edits) =>
    EditList.of(some.map(([start, end, replacement]) => ({ start, end, replacement })));

  it('are all carried out, those over the border of two pieces too', () => {
    const border: [number, number, string] = [1024 * 1024 - 5, 1024 * 1024 + 5, 'BORDER'];
    const all = [...edits.filter(([start, end]) => end < border[0] || start > border[1]), border];
    const inOrder = all.toSorted(([a], [b]) => a - b);
    expect(carriedOut(listed(inOrder))).toBe(expected(all));
  });

  it('may come in any order', () =>
    expect(carriedOut(listed(edits.toReversed()))).toBe(expected(edits)));

  it('take everything away that any of two over the same bytes wanted gone', () => {
    const list = listed([
      [100, 110, '**********'],
      [105, 120, '###############'],
    ]);
    expect(carriedOut(list).slice(95, 125)).toBe(`56789${'*'.repeat(20)}01234`);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Segment } from '../../../src/engine/core/segment.ts';
import { detect } from '../../../src/engine/detect/detect.ts';
import { book } from './book.ts';

const location = { channel: 'body', part: '正文', address: '' } as const;
const FILLER = '公示期间如有异议，可以书面形式向本单位反映，';

const line = fc.record({
  filler: fc.constantFrom(0, 1, 3, 50, 400, 9000),
  what: fc.constantFrom(
    '',
    '',
    '身份证号350102199001010016，',
    '联系电话13800138000，',
    '住址：福州市鼓楼区东街1号，',
  ),
  isCell: fc.boolean(),
});

it('whatever line a number stands in, and between whatever lines and cells, it is found where it stands', () =>
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const segments = lines.map(
        ({ filler, what, isCell }, id): Segment => ({
          id,
          text: `${FILLER.repeat(filler)}${what}特此公示。`,
          location,
          ...(isCell ? { cell: { table: 0, row: id, column: 0 } } : {}),
        }),
      );
      const { findings } = detect({ segments, segment: (id) => segments[id] as Segment }, book);
      const found = findings.map(({ segmentId, start, end }) => ({ segmentId, start, end }));
      const planted = segments.flatMap(({ id: segmentId, text }) => {
        const match = /350102199001010016|13800138000|福州市鼓楼区东街1号/.exec(text);
        if (!match) return [];
        return { segmentId, start: match.index, end: match.index + match[0].length };
      });
      expect(found).toEqual(planted);
    }),
    { numRuns: 60 },
  ));

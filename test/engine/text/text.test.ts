import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Codes } from '../../../src/engine/text/codes.ts';
import { fold } from '../../../src/engine/text/fold.ts';
import { glancesFor } from '../../../src/engine/text/glances.ts';
import { plainValue } from '../../../src/engine/text/plain-value.ts';
import { eachRunOf, type Run } from '../../../src/engine/text/runs.ts';
import {
  eachStretchIn,
  PARTED,
  type Shortest,
  Stretches,
} from '../../../src/engine/text/stretches.ts';

const runsOf = (text: string): Run[] => {
  const runs: Run[] = [];
  eachRunOf({ text, codes: new Codes(text) }, 0, text.length, (run) => runs.push(run));
  return runs;
};
const FILLERS = ['\u200b', '\u2060', '\ufeff', '\u00ad', '\u0301', '\ufe0f'];
const HANDS = [0x30, 0xff10, 0x0660, 0x06f0, 0x1d7ce, 0x1d7ec];

describe('folding', () => {
  it('gives the same number in every hand, with whatever takes no room between its digits', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.constantFrom(...HANDS), fc.constantFrom('', ...FILLERS)), {
          minLength: 1,
          maxLength: 25,
        }),
        (digits) => {
          const written = digits
            .map(([digit, hand, filler]) => String.fromCodePoint(hand + digit) + filler)
            .join('');
          const plain = digits.map(([digit]) => digit).join('');
          expect(runsOf(written).map((run) => run.map((token) => token.plain))).toEqual([[plain]]);
        },
      ),
    ));

  it('leads back to the characters that a folded stretch came from', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('公', 'Ａ', '１', '-', ...FILLERS) }),
        fc.nat(),
        fc.nat(),
        (original, a, b) => {
          const folded = fold(original);
          const [start, end] = [a, b]
            .map((at) => at % (folded.text.length + 1))
            .sort((x, y) => x - y);
          if (start === undefined || end === undefined || start === end) return;
          const span = folded.originalSpan({ start, end });
          const again = fold(original.slice(span.start, span.end)).text;
          expect(again).toBe(folded.text.slice(start, end));
        },
      ),
    ));

  it('reads a value the same with and without separators, in small and in capital letters', () => {
    expect(plainValue('１１０１０５-1949 1231.002x')).toBe('11010519491231002X');
  });
});

describe('codes', () => {
  it('are those of the text, text after text, be it short, long, or broken in half a character', () => {
    const codes = new Codes();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(60), (text, cut) => {
        const held = text.slice(cut % (text.length + 1)).repeat((cut % 40) + 1);
        codes.load(held);
        expect([...codes.units.subarray(0, codes.length)]).toEqual(
          Array.from({ length: held.length }, (_, at) => held.charCodeAt(at)),
        );
        expect(codes.units[codes.length]).toBe(0);
      }),
    );
  });
});

describe('stretches', () => {
  const prose = fc.string({
    unit: fc.constantFrom('公', '，', '1', 'A', '-', ' ', '\u200b'),
    maxLength: 80,
  });

  const stretches = new Stretches();
  const glances = glancesFor('址地');
  const stretchesOf = (text: string, shortest: Shortest) => {
    const codes = new Codes(text);
    const seen = { parted: [] as string[], firm: [] as string[] };
    const takeFirm = (start: number, end: number) => seen.firm.push(text.slice(start, end));
    stretches.find(codes, glances, shortest);
    for (let index = 0; index < stretches.count; index++) {
      const [start, end] = [stretches.startOf(index), stretches.endOf(index)];
      if (stretches.kindsOf(index) !== PARTED) takeFirm(start, end);
      else {
        seen.parted.push(text.slice(start, end));
        eachStretchIn(codes, start, end, shortest, takeFirm);
      }
    }
    return seen;
  };

  it('none that is long enough is passed over, whatever stands around', () =>
    fc.assert(
      fc.property(prose, fc.constantFrom<Shortest>(1, 4), (text, shortest) => {
        const all = text
          .split(/[公，]/)
          // `45.6` is shorter than a year.
          .filter(
            (one) => one.length >= shortest && (shortest === 1 || !/^(?!\w{4}$).{4}$/.test(one)),
          );
        expect(stretchesOf(text, shortest).firm).toEqual(all);
      }),
    ));

  it('a year is the shortest number in a sentence, and amounts are passed over', () => {
    expect(stretchesOf('生于1990，共45.6和12345元，1-23', 4).firm).toEqual(['1990']);
    expect(stretchesOf('号123456元', 4).firm).toEqual(['123456']);
    expect(stretchesOf('45.6', 1).firm).toEqual(['45.6']);
  });

  it('digits on both sides of a sign are seen together', () =>
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 6 }), (before, group) => {
        const number =
          '350102199001010016'.match(new RegExp(`.{1,${group}}`, 'g'))?.join('，') ?? '';
        expect(stretchesOf(`${'公'.repeat(before)}${number}公`, 4).parted).toContain(number);
      }),
    ));

  it('digits on both sides of signs are seen together wherever the signs stand', () =>
    fc.assert(
      fc.property(
        fc.nat(8),
        fc.array(fc.tuple(fc.stringMatching(/^[0-9]{1,3}$/), fc.stringMatching(/^[，、/]{1,3}$/)), {
          minLength: 5,
          maxLength: 20,
        }),
        (before, parts) => {
          const number = `${parts.flat().join('')}1`;
          expect(stretchesOf(`${'公'.repeat(before)}${number}公`, 4).parted).toEqual([number]);
        },
      ),
    ));

  it.each([
    '①③⑧⓪⓪①③',
    '一三八〇〇一三',
    'I38O0l38',
    '138O013',
    '1-3-8-〇-0-1-3',
    '1…三…8…〇…0…1…3',
  ])('a text with %s is odd, wherever that stands, and one of plain numbers is not', (number) => {
    for (let before = 0; before < 12; before++) {
      stretches.find(new Codes(`${'公'.repeat(before)}${number}公1380013，100件`), glances, 4);
      expect(stretches.areOdd).toBe(true);
    }
    stretches.find(new Codes('公第一、二条，1380013，100件，Illinois 2017，①面积'), glances, 4);
    expect(stretches.areOdd).toBe(false);
  });

  it('no sign is passed over, whatever stands around', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('公', '，', '1', '-', '地', '址', '九'), maxLength: 40 }),
        fc.constantFrom<Shortest>(1, 4),
        (text, shortest) => {
          stretches.find(new Codes(text), glances, shortest);
          expect(stretches.signs).toEqual(Array.from(text.matchAll(/[址地]/g), (one) => one.index));
        },
      ),
    ));

  it('every character is looked at a few times at most, however long and strange the text is', () => {
    for (const unit of [
      '1',
      ' ',
      '-',
      '1 ',
      '1-',
      'A1',
      '*',
      '1,',
      '\u200b',
      '1\n',
      '公1',
      '(1',
      '1…',
      '一1',
      '一…',
      'O，',
    ]) {
      const text = unit.repeat(20_000);
      const seen = stretchesOf(text, 4);
      expect(seen.parted.join('').length).toBeLessThanOrEqual(text.length);
      expect(seen.firm.join('').length).toBeLessThanOrEqual(text.length);
    }
  });
});

describe('runs', () => {
  it('keeps the place of every token', () => {
    const [run] = runsOf('3501 0219-9001.0100 16');
    expect(run?.map(({ start, end }) => [start, end])).toEqual([
      [0, 4],
      [5, 9],
      [10, 14],
      [15, 19],
      [20, 22],
    ]);
  });

  it('ends at words, at signs and at wide gaps', () => {
    expect(runsOf('3501 page 0219')).toHaveLength(2);
    expect(runsOf('3501@0219')).toHaveLength(2);
    expect(runsOf(`3501${' '.repeat(9)}0219`)).toHaveLength(2);
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { walkProgram } from '../../../../scripts/walk-program.ts';
import { looseClassOf, PARTING } from '../../../../src/engine/text/char-class.ts';
import { Codes } from '../../../../src/engine/text/codes.ts';
import { PARTED, Stretches } from '../../../../src/engine/text/stretches.ts';
import { LONGEST_WALK, Walk } from '../../../../src/engine/text/walk/walk.ts';
import { book } from '../../detect/book.ts';

const SHORTEST = 4;
/** A stretch that signs hold together may be passed over when it has fewer. */
const hasEnoughDigits = (text: string) => (text.match(/\p{Number}/gu) ?? []).length >= 7;

const isSign = (text: string, at: number) => looseClassOf(text.charCodeAt(at)) === PARTING;

/** What is found in a text, or in the parts of it that end at these places. */
function foundIn(
  text: string,
  walk: Walk | undefined,
  glances = book.glances,
  ends = [text.length],
) {
  const codes = new Codes(text, walk);
  const stretches = new Stretches();
  return ends.map((to, index) => {
    stretches.find(codes, glances, SHORTEST, ends[index - 1] ?? 0, to);
    const found = Array.from({ length: stretches.count }, (_, at) => {
      const kinds = stretches.kindsOf(at);
      let [start, end] = [stretches.startOf(at), stretches.endOf(at)];
      // Signs at the ends part nothing, whether they are told or not.
      for (; kinds === PARTED && isSign(text, start); start++);
      for (; kinds === PARTED && isSign(text, end - 1); end--);
      return { start, end, kinds };
    });
    return {
      long: found.filter(
        ({ start, end, kinds }) =>
          end - start >= SHORTEST && (kinds !== PARTED || hasEnoughDigits(text.slice(start, end))),
      ),
      signs: stretches.signs,
      areOdd: stretches.areOdd,
    };
  });
}

const walked = (...args: [text: string, glances?: Uint8Array, ends?: number[]]) => {
  const walk = Walk.take();
  const [text, glances, ends] = args;
  const found = foundIn(text, walk, glances, ends);
  walk.giveBack();
  return found;
};

const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[0-9]{1,20}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^(?:[0-9]{4,6}|[0-9]{1,3}\.[0-9])元$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^(?:[0-9][,/，]){7,18}[0-9]$/) },
  { weight: 3, arbitrary: fc.constantFrom(...'，。、：；（）/*－-@._ \n\u202e\u200b') },
  { weight: 3, arbitrary: fc.constantFrom(...'年元号户住址男女九零〇一三五第京闽学张公示期间') },
  { weight: 1, arbitrary: fc.constantFrom(...'①⑳Ⅻ１９ＸxXlOo', '𝟏', '🏠', '三八〇') },
  { weight: 1, arbitrary: fc.string() },
);
const texts = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(''));

it.each([
  ['in a notice', book.glances],
  ['where names are asked for', book.askedGlances],
])('the walk by WebAssembly finds what a look at every character finds, %s', (_, glances) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(walked(text, glances)).toEqual(foundIn(text, undefined, glances));
    }),
    { numRuns: 3000 },
  );
});

it('a text is walked over in parts, each with what it holds', () => {
  const sentence =
    '经核对，身份证号：350102199001010016，电话13800138000，住址：鼓楼区，金额45.6万元。';
  const text = sentence.repeat(50);
  const ends = Array.from({ length: 50 }, (_, index) => (index + 1) * sentence.length);
  expect(walked(text, book.glances, ends)).toEqual(foundIn(text, undefined, book.glances, ends));
});

it('a text larger than the room there is, and one that is full of signs, are walked over whole', () => {
  const long = `${'公示期间'.repeat(100_000)}350102199001010016`;
  const [part] = walked(long, book.glances, [long.length - 20, long.length]).slice(1);
  expect(part?.long).toMatchObject([{ start: 400_000, end: 400_018 }]);
  const signs = '址'.repeat(LONGEST_WALK);
  expect(walked(signs)[0]?.signs).toHaveLength(LONGEST_WALK);
});

it('two texts are walked over at a time, each in a room of its own', () => {
  const [one, other] = [Walk.take(), Walk.take()];
  const first = new Codes('350102199001010016', one);
  const second = new Codes('13800138000。', other);
  const stretches = new Stretches();
  stretches.find(first, book.glances, SHORTEST);
  expect(stretches.endOf(0)).toBe(18);
  stretches.find(second, book.glances, SHORTEST);
  expect(stretches.endOf(0)).toBe(11);
  one.giveBack();
  other.giveBack();
});

it('the program is what its source says', async () => {
  const file = new URL('../../../../src/engine/text/walk/program.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await walkProgram());
});

// Published examples, and reference implementations written another way: by table, by big numbers, by powers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCreditCode } from '../../../../src/engine/detect/validators/credit-code.ts';
import { isHongKongIdentityCard } from '../../../../src/engine/detect/validators/hk-identity-card.ts';
import { passesLuhn } from '../../../../src/engine/detect/validators/luhn.ts';
import { isResidentId } from '../../../../src/engine/detect/validators/resident-id.ts';
import { isTaiwanIdentityCard } from '../../../../src/engine/detect/validators/taiwan-identity-card.ts';
import { book } from '../book.ts';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const validator = (ruleId: string) => book.byId.get(ruleId)?.isValid ?? (() => false);

describe('resident identity number', () => {
  it.each(['11010519491231002X', '440524188001010014', '350102199001010016'])('%s is sound', (id) =>
    expect(isResidentId(id)).toBe(true),
  );

  it('agrees with ISO 7064 computed with powers of two over big numbers', () =>
    fc.assert(
      fc.property(digits(17), (body) => {
        const sum = [...body].reduce((all, digit) => (all + BigInt(digit)) * 2n, 0n);
        const check = (12n - (sum % 11n)) % 11n;
        const character = check === 10n ? 'X' : String(check);
        for (const last of '0123456789X')
          expect(isResidentId(body + last)).toBe(last === character);
      }),
    ));

  it('notices every single wrong digit and every two neighbours that changed places', () =>
    fc.assert(
      fc.property(fc.nat(16), fc.constantFrom(...'0123456789'), (at, digit) => {
        const id = '350102199001010016';
        const wrong = id.slice(0, at) + digit + id.slice(at + 1);
        const swapped = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2);
        expect(isResidentId(wrong)).toBe(wrong === id);
        expect(isResidentId(swapped)).toBe(swapped === id);
      }),
    ));
});

describe('bank card', () => {
  it.each(['4111111111111111', '79927398713', '6217001234567890122'])('%s passes', (card) =>
    expect(passesLuhn(card)).toBe(true),
  );

  it('agrees with the sum by a table of doubled digits', () =>
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 20 }).chain(digits), (card) => {
        const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        const sum = [...card]
          .toReversed()
          .map((digit, at) => (at % 2 ? (doubled[Number(digit)] ?? 0) : Number(digit)))
          .reduce((a, b) => a + b, 0);
        expect(passesLuhn(card)).toBe(sum % 10 === 0);
      }),
    ));

  it('belongs to an issuer and has the length that the issuer uses', () => {
    const isCard = validator('bank-card');
    expect(isCard('6217001234567890122')).toBe(true);
    expect(isCard('4111111111111111')).toBe(false);
    expect(isCard('6217001234567895')).toBe(false);
  });
});

describe('unified social credit code', () => {
  const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  it.each(['91350100M000100Y43', '91440300708461136T', '9111000071093465XA'])('%s', (code) => {
    expect(isCreditCode(code)).toBe(reference(code));
  });

  it('agrees with a table of weights', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 10, maxLength: 10 }),
        (body) => {
          expect(isCreditCode(`91350100${body}`)).toBe(reference(`91350100${body}`));
        },
      ),
    ));

  it('never holds I, O, S, V or Z', () => {
    for (const letter of 'IOSVZ') expect(isCreditCode(`9135010${letter}MA2XY1234A`)).toBe(false);
  });

  const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  function reference(code: string): boolean {
    const sum = WEIGHTS.reduce((all, by, at) => all + by * CHARACTERS.indexOf(code.charAt(at)), 0);
    return (sum + CHARACTERS.indexOf(code.charAt(17))) % 31 === 0;
  }
});

describe('cards of Hong Kong and Taiwan', () => {
  it.each(['G123456A', 'AB9876543', 'A1234563'])('Hong Kong %s is sound', (card) =>
    expect(isHongKongIdentityCard(card)).toBe(true),
  );
  it('Hong Kong: one check character in eleven fits', () => {
    const sound = [...'0123456789A'].filter((last) => isHongKongIdentityCard(`K654321${last}`));
    expect(sound).toHaveLength(1);
  });
  it.each(['A123456789', 'F234567898'])('Taiwan %s is sound', (card) =>
    expect(isTaiwanIdentityCard(card)).toBe(true),
  );
  it('Taiwan: one check digit in ten fits', () => {
    const sound = [...'0123456789'].filter((last) => isTaiwanIdentityCard(`O18765432${last}`));
    expect(sound).toHaveLength(1);
  });
});

describe('telephones', () => {
  it.each(['13800138000', '19912345678', '1440012345678'])('%s is a mobile', (number) =>
    expect(validator('mobile')(number)).toBe(true),
  );
  it.each(['12345678901', '15412345678', '1380013800'])('%s is none', (number) =>
    expect(validator('mobile')(number)).toBe(false),
  );
  it.each(['059187654321', '01087654321'])('%s is a landline', (number) =>
    expect(validator('landline')(number)).toBe(true),
  );
  it('a landline has as many digits as its area uses', () =>
    expect(validator('landline')('05918765432')).toBe(false));
});

describe('where a validator suffices', () => {
  const { data, compiled } = book;
  const two = fc.integer({ min: 0, max: 40 }).map((number) => String(number).padStart(2, '0'));
  const near = fc.tuple(fc.constantFrom('17', '18', '19', '20', '21'), two, two, two);
  const ids = fc
    .tuple(digits(6), near, digits(3), fc.constantFrom(...'0123456789'))
    .map(([region, day, order, check]) => [region, ...day, order, check].join(''));
  const behind = (prefixes: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...prefixes), digits(17), fc.integer({ min: 10, max: 20 }))
      .map(([prefix, rest, length]) => (prefix + rest).slice(0, length));
  const written: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'resident-id': ids,
    'bank-card': behind([...data.bins.keys()]),
    mobile: behind([...data.mobilePrefixes.keys(), '86', '0086', '0', '14', '144']),
  };

  it.each(compiled.filter(({ suffices }) => suffices).map(({ id }) => id))(
    '%s: digits that pass fit the pattern, too',
    (id) => {
      const rule = book.byId.get(id);
      const lengths = rule?.rule.lengths ?? [];
      const pattern = rule?.narrows ? rule.whole : rule?.pattern;
      let passed = 0;
      fc.assert(
        fc.property(written[id] ?? fc.constant(''), (number) => {
          if (!lengths.includes(number.length) || !rule?.isValid?.(number)) return;
          passed++;
          expect(number).toMatch(pattern ?? /^$/);
        }),
        { numRuns: 20_000 },
      );
      expect(passed).toBeGreaterThan(100);
    },
  );
});

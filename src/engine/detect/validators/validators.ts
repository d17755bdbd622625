import type { RuleData } from '../../rules/data.ts';
import { isCreditCode } from './credit-code.ts';
import { isHongKongIdentityCard } from './hk-identity-card.ts';
import { passesLuhn } from './luhn.ts';
import { isResidentId } from './resident-id.ts';
import { isTaiwanIdentityCard } from './taiwan-identity-card.ts';

/** Tells whether a plain value (half width, upper case, no separators) carries its own proof. */
export type Validator = (value: string) => boolean;

/** Of before 2023, without a check character. */
const OLD_PERMANENT = /^[A-Z]{3}\d{12}$/;

/** The names a rule may use under `validator:`. */
export function validatorsFor(data: RuleData): Readonly<Record<string, Validator>> {
  const bins = prefixTable(data.bins);
  const mobiles = prefixTable(
    [...data.mobilePrefixes].map(([prefix, length]) => [prefix, [length]]),
  );
  const areas = prefixTable(
    [...data.areaCodes].map(([code, digits]) => [code, digits.map((count) => count + code.length)]),
  );
  return {
    'resident-id': isResidentId,
    'credit-code': isCreditCode,
    'hk-identity-card': isHongKongIdentityCard,
    'taiwan-identity-card': isTaiwanIdentityCard,
    'disability-certificate': (value) => isResidentId(value.slice(0, 18)),
    'student-registry': (value) => value.startsWith('L') || isResidentId(value.slice(1)),
    'foreign-permanent-residence': (value) =>
      OLD_PERMANENT.test(value) || (isResidentId(value) && !isCreditCode(value)),
    'bank-card': (value) => passesLuhn(value) && hasPrefix(value, bins),
    mobile: (value) => hasPrefix(value, mobiles),
    landline: (value) => hasPrefix(value, areas),
  };
}

/** For every prefix, written with a 1 before it to keep its zeros, a bit for each length of its numbers. */
type PrefixTable = ReadonlyMap<number, number>;

function prefixTable(rows: Iterable<readonly [string, readonly number[]]>): PrefixTable {
  const table = new Map<number, number>();
  for (const [prefix, lengths] of rows)
    for (const length of lengths) {
      const key = Number(`1${prefix}`);
      table.set(key, (table.get(key) ?? 0) | (1 << length));
    }
  return table;
}

const LONGEST_PREFIX = 10;

/** Whether a number of this length begins with a prefix of the table. */
function hasPrefix(value: string, table: PrefixTable): boolean {
  const bit = 1 << value.length;
  let key = 1;
  for (let at = 0; at < LONGEST_PREFIX && at < value.length; at++) {
    key = key * 10 + value.charCodeAt(at) - 48;
    if (at > 1 && ((table.get(key) ?? 0) & bit) !== 0) return true;
  }
  return false;
}

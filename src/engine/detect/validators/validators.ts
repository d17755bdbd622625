import type { RuleData } from '../../rules/data.ts';
import { isCreditCode } from './credit-code.ts';
import { isHongKongIdentityCard } from './hk-identity-card.ts';
import { passesLuhn } from './luhn.ts';
import { Prefixes } from './prefixes.ts';
import { hasRegionAndDay, isResidentId } from './resident-id.ts';
import { isTaiwanIdentityCard } from './taiwan-identity-card.ts';

/** Tells whether a plain value (half width, upper case, no separators) carries its own proof. */
export type Validator = (value: string) => boolean;

/** Of before 2023, without a check character. */
const OLD_PERMANENT = /^[A-Z]{3}\d{12}$/;

/** The names a rule may use under `validator:`. */
export function validatorsFor(data: RuleData): Readonly<Record<string, Validator>> {
  const bins = new Prefixes(data.bins);
  const mobiles = new Prefixes(
    [...data.mobilePrefixes].map(([prefix, length]) => [prefix, [length]]),
  );
  const areas = new Prefixes(
    [...data.areaCodes].map(([code, digits]) => [code, digits.map((count) => count + code.length)]),
  );
  return {
    'resident-id': (value) => isResidentId(value) && hasRegionAndDay(value),
    'credit-code': isCreditCode,
    'hk-identity-card': isHongKongIdentityCard,
    'taiwan-identity-card': isTaiwanIdentityCard,
    'disability-certificate': (value) => isResidentId(value.slice(0, 18)),
    'student-registry': (value) => value.startsWith('L') || isResidentId(value.slice(1)),
    'foreign-permanent-residence': (value) =>
      OLD_PERMANENT.test(value) || (isResidentId(value) && !isCreditCode(value)),
    'bank-card': (value) => passesLuhn(value) && bins.fit(value),
    mobile: (value) => mobiles.fit(value),
    landline: (value) => areas.fit(value),
  };
}

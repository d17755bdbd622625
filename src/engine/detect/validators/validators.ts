import type { RuleData } from '../../rules/data.ts';
import { isCreditCode } from './credit-code.ts';
import { isHongKongIdentityCard } from './hk-identity-card.ts';
import { passesLuhn } from './luhn.ts';
import { isResidentId } from './resident-id.ts';
import { isTaiwanIdentityCard } from './taiwan-identity-card.ts';

/** Tells whether a plain value (half width, upper case, no separators) carries its own proof. */
export type Validator = (value: string) => boolean;

/** The names a rule may use under `validator:`. */
export function validatorsFor(data: RuleData): Readonly<Record<string, Validator>> {
  const prefixOf = (value: string, longest: number, fits: (prefix: string) => boolean) => {
    for (let length = longest; length > 1; length--) if (fits(value.slice(0, length))) return true;
    return false;
  };
  const isMobile: Validator = (value) =>
    prefixOf(value, 5, (prefix) => data.mobilePrefixes.get(prefix) === value.length);
  return {
    'resident-id': isResidentId,
    'credit-code': isCreditCode,
    'hk-identity-card': isHongKongIdentityCard,
    'taiwan-identity-card': isTaiwanIdentityCard,
    'disability-certificate': (value) => isResidentId(value.slice(0, 18)),
    'student-registry': (value) => value.startsWith('L') || isResidentId(value.slice(1)),
    'foreign-permanent-residence': (value) => isResidentId(value) && !isCreditCode(value),
    'bank-card': (value) =>
      passesLuhn(value) &&
      prefixOf(value, 10, (bin) => data.bins.get(bin)?.includes(value.length) ?? false),
    mobile: isMobile,
    landline: (value) =>
      prefixOf(
        value,
        4,
        (code) => data.areaCodes.get(code)?.includes(value.length - code.length) ?? false,
      ),
  };
}

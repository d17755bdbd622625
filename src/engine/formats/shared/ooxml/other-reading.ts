import type { Location } from '../../../core/segment.ts';
import { withoutExponent } from '../without-exponent.ts';
import { type Run, virtual } from '../xml/run.ts';
import { joinedLiterals } from './formula-text.ts';
import type { Unit, Writer } from './unit.ts';
import { asFormula, asNumber } from './writers.ts';

/**
 * What a value comes to when it is worked out, where that is more than it says: a formula with its
 * strings put together, a number without its exponent. Masking either makes the value in bytes
 * [start, end) void, for there is nothing to put stars on.
 */
export function otherUnits(
  text: string,
  write: Writer | undefined,
  { start, end }: Pick<Run, 'start' | 'end'>,
  location: Location,
): Unit[] {
  const isFormula = write === asFormula;
  const said = isFormula ? joinedLiterals(text) : write === asNumber && withoutExponent(text);
  if (!said || said === text.replaceAll(/\s/g, '')) return [];
  const replacement = isFormula ? '#REF!' : '0';
  return [{ runs: [virtual(said)], location, write: () => [{ start, end, replacement }] }];
}

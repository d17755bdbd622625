import { labelNear } from './context.ts';
import type { Label } from './label-index.ts';
import type { Place } from './place.ts';
import type { CompiledRule } from './rule-book.ts';
import type { Value } from './value.ts';

const NOTHING: readonly string[] = [];

/**
 * Why a value may stand on the notice on purpose: `kept:…` says that it is public, `office-contact`
 * that it belongs to an office and still looks like a person's.
 */
export function publicEvidence(
  value: Value,
  { rule }: CompiledRule,
  label: Label | undefined,
  place: Place,
): readonly string[] {
  if (rule.publicWhen === 'always') return [`kept:${rule.id}`];
  if (rule.publicWhen === 'organisation')
    return isOrganisations(value, label, place) ? ['kept:organisation-account'] : NOTHING;
  if (rule.office === undefined || !isOffices(value, rule.office, label, place)) return NOTHING;
  return rule.office === 'keep' ? ['kept:office-contact'] : ['office-contact'];
}

function isOffices(
  value: Value,
  office: 'keep' | 'ask',
  label: Label | undefined,
  place: Place,
): boolean {
  if (label?.person) return false;
  if (label?.office) return true;
  if (place.cell) return place.about === 'offices';
  const near = labelNear(
    place.text,
    value.start,
    place.book.labels,
    (one) => one.office || one.person,
  );
  if (near) return near.office;
  // A landline that nobody claims is an office's; a mobile that nobody claims is a person's.
  return office === 'keep' && place.about !== 'people';
}

/**
 * An account is an organisation's only when it is called so, or when its holder is named beside it. That
 * some office, school or bank is mentioned near by proves nothing: students have schools.
 */
function isOrganisations(value: Value, label: Label | undefined, place: Place): boolean {
  if (label?.payee) return true;
  if (label?.person) return false;
  const before = place.text.slice(Math.max(0, value.start - 100), value.start);
  const after = place.text.slice(value.end, value.end + 60);
  // The holder may stand in a line above, when this line says no more than 账号.
  const beside = place.cell || before.length < 12 ? place.nearby() : '';
  return place.book.payee.test(`${beside}\n${before}`) || place.book.payee.test(after);
}

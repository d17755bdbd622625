const EXPONENT = /^\s*(\d{1,20})(?:\.(\d{1,20}))?[eE]\+?(\d{1,2})\s*$/;
/** Longer numbers with zeroes to be added were cut by a spreadsheet: nobody can tell what they were. */
const LONGEST = 12;

/** `1.3900001234E10`, as Java writes numbers, with all its digits; empty for what is no integer. */
export function withoutExponent(text: string): string {
  const [, whole = '', fraction = '', power = '-1'] = EXPONENT.exec(text) ?? [];
  const more = Number(power) - fraction.length;
  if (more < 0 || (more > 0 && whole.length + Number(power) > LONGEST)) return '';
  return whole + fraction + '0'.repeat(more);
}

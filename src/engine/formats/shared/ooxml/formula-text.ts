/** `"3501"&"0219"` shows 35010219: quotes with only a join between them are no border. */
const JOINT = /"?[&,;]"|"[&,;]"?/g;

/** A formula with its strings put together. */
export const joinedLiterals = (formula: string): string =>
  // Spaces go first: looked for around every joint they would make long formulas slow.
  formula.includes('"') ? formula.replaceAll(/\s/g, '').replaceAll(JOINT, '') : formula;

import { expect, it } from 'vitest';
import { type Claim, Finding } from '../../../src/engine/core/finding.ts';
import { WholeCells } from '../../../src/engine/detect/whole-cells.ts';

const claimOf = (ruleId: string): Claim => ({
  ruleId,
  severity: 'high',
  confidence: 'certain',
  evidence: [],
});
const [mobile, card, mail] = ['mobile', 'bank-card', 'email'].map(claimOf) as [Claim, Claim, Claim];

it('gives ten thousand findings back as they came, with others in their places', () => {
  const whole = new WholeCells();
  const wanted: Finding[] = [];
  const others: Finding[] = [];
  for (let id = 0; id < 10_000; id++) {
    if (id % 7 === 0) {
      others.push(new Finding(mail, id, 2, 9), new Finding(mail, id, 12, 20));
      wanted.push(...others.slice(-2));
      continue;
    }
    const claim = id % 2 === 0 ? mobile : card;
    whole.add(claim, id, id % 2 === 0 ? 11 : 19);
    wanted.push(new Finding(claim, id, 0, id % 2 === 0 ? 11 : 19));
  }
  others.push(new Finding(mail, 10_000, 0, 5));
  wanted.push(others.at(-1) as Finding);
  expect(whole.among(others)).toEqual(wanted);
});

it('has nothing left for the next document', () => {
  const whole = new WholeCells();
  whole.add(mobile, 1, 11);
  whole.clear();
  expect(whole.among([])).toEqual([]);
});

import { expect, it } from 'vitest';
import type { Decision } from '../../../src/engine/core/decision.ts';
import { type Claim, Finding } from '../../../src/engine/core/finding.ts';
import { tellSurnamesApart } from '../../../src/engine/decide/ordinals.ts';
import { masked } from '../../../src/engine/mask/mask.ts';
import { documentOf } from '../document-of.ts';

const claim: Claim = {
  ruleId: 'name',
  severity: 'low',
  confidence: 'certain',
  evidence: ['label:原告'],
};

const called = (...names: readonly string[]) => {
  const document = documentOf(names);
  const decisions = names.map(
    (name, segmentId): Decision => ({
      action: 'mask',
      mask: { kind: 'surname', hidden: '某' },
      finding: new Finding(claim, segmentId, 0, name.length),
    }),
  );
  return tellSurnamesApart(decisions, document).map((decision, index) =>
    decision.action === 'keep' ? '' : masked(names[index] ?? '', decision.mask),
  );
};

it('one of a surname needs no ordinal', () =>
  expect(called('刘德成', '王小明')).toEqual(['刘某', '王某']));
it('two of a surname are 甲 and 乙, the same wherever they stand', () =>
  expect(called('刘德成', '刘德功', '刘德成', '王小明')).toEqual([
    '刘某甲',
    '刘某乙',
    '刘某甲',
    '王某',
  ]));
it('a compound surname is no namesake of its first character', () =>
  expect(called('欧阳小娜', '欧文')).toEqual(['欧阳某', '欧某']));

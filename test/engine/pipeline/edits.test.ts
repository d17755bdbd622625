import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/engine/core/decision.ts';
import { type Claim, Finding } from '../../../src/engine/core/finding.ts';
import type { Mask } from '../../../src/engine/core/mask.ts';
import { editsFor } from '../../../src/engine/pipeline/edits.ts';
import { maskEverywhere } from '../../../src/engine/pipeline/everywhere.ts';
import { hiddenValues } from '../../../src/engine/pipeline/hidden.ts';
import { documentOf } from '../document-of.ts';

const FULL: Mask = { kind: 'full' };
const CLAIM: Claim = {
  ruleId: 'mobile',
  severity: 'high',
  confidence: 'certain',
  evidence: ['prefix'],
};
type Spot = [segmentId: number, start: number, end: number];

const masking = ([first, ...others]: [Spot, ...Spot[]], mask: Mask = FULL): Decision => {
  const piece = ([segmentId, start, end]: Spot) => ({ segmentId, span: { start, end } });
  return {
    action: 'mask',
    mask,
    finding: Finding.over(CLAIM, [piece(first), ...others.map(piece)]),
  };
};

describe('edits never overlap', () => {
  it('two findings over the same digits hide what either hides', () => {
    const document = documentOf(['手机13800001234转567']);
    const both = [
      masking([[0, 2, 13]], { kind: 'keep', start: 3, end: 4 }),
      masking([[0, 9, 17]], { kind: 'keep', start: 0, end: 3 }),
    ];
    expect(editsFor(both, document)).toEqual([
      { segmentId: 0, span: { start: 2, end: 17 }, replacement: '*'.repeat(15) },
    ]);
  });
  it('two masks of one number hide all of it', () => {
    const document = documentOf(['13800001234']);
    const both = [
      masking([[0, 0, 11]], { kind: 'keep', start: 3, end: 0 }),
      masking([[0, 0, 11]], { kind: 'keep', start: 0, end: 4 }),
    ];
    expect(editsFor(both, document)).toMatchObject([{ replacement: '*'.repeat(11) }]);
  });
  it('two stretches of one length that lie over each other are one', () => {
    const document = documentOf(['13800001234']);
    expect(editsFor([masking([[0, 0, 6]]), masking([[0, 3, 9]])], document)).toMatchObject([
      { span: { start: 0, end: 9 }, replacement: '*'.repeat(9) },
    ]);
  });
  it('the same finding twice is one edit with its mask', () => {
    const document = documentOf(['13800001234']);
    const one = masking([[0, 0, 11]], { kind: 'keep', start: 3, end: 4 });
    expect(editsFor([one, one], document)).toMatchObject([{ replacement: '138****1234' }]);
  });
});

it('a mask that changes nothing makes no edit and hides nothing', () => {
  const document = documentOf(['1990年3月']);
  const decision = masking([[0, 0, 7]], { kind: 'date', keep: 'month' });
  expect(editsFor([decision], document)).toEqual([]);
  expect(hiddenValues([decision], document).values.size).toBe(0);
});

it('a number over three cells is looked for over neighbours too', () => {
  const document = documentOf(['138', '0000', '1234']);
  const { split } = hiddenValues(
    [
      masking([
        [0, 0, 3],
        [1, 0, 4],
        [2, 0, 4],
      ]),
    ],
    document,
  );
  expect([...split]).toEqual(['13800001234']);
});

it('the ID inside a longer number is hidden by itself as well', () => {
  const document = documentOf(['G350102199003070012']);
  const { values } = hiddenValues([masking([[0, 0, 19]])], document);
  expect(values.has('350102199003070012')).toBe(true);
});

describe('a short number that also stands for something else', () => {
  const document = documentOf(['QQ：12345', '金额12345元']);
  const settled = maskEverywhere([masking([[0, 3, 8]])], document);
  it('is not masked where nothing speaks for it', () => expect(settled.decisions.length).toBe(1));
  it('and then not looked for in the output', () => expect(settled.hidden.values.size).toBe(0));
  it('but it is looked for where it stood alone', () =>
    expect(
      maskEverywhere([masking([[0, 3, 8]])], documentOf(['QQ：12345'])).hidden.values.size,
    ).toBe(1));
});

it('a name is masked everywhere, and not inside another word', () => {
  const document = documentOf(['高山', '被告人高山于2017年', '这里高山族同胞', '李高山林']);
  const name = masking([[0, 0, 2]], { kind: 'surname', hidden: '某' });
  const { decisions } = maskEverywhere([name], document);
  expect(decisions.map(({ finding }) => finding.pieces[0].segmentId)).toEqual([0, 1]);
});

import { describe, expect, it } from 'vitest';
import { type Confidence, Finding } from '../../../src/engine/core/finding.ts';
import { decide } from '../../../src/engine/decide/decide.ts';
import { documentOf, tableOf } from '../document-of.ts';
import { policy } from '../settings.ts';

const finding = (
  ruleId: string,
  evidence: string[],
  confidence: Confidence = 'certain',
  segmentId = 0,
) => new Finding({ ruleId, severity: 'high', confidence, evidence }, segmentId, 0, 4);
const decided = (one: Finding, id = 'general') =>
  decide({ findings: [one], tables: [] }, policy(id), documentOf(['']))[0];

describe('the general policy', () => {
  it('masks a mobile whole', () =>
    expect(decided(finding('mobile', ['prefix']))).toMatchObject({
      action: 'mask',
      mask: { kind: 'full' },
    }));
  it('keeps an office’s landline and says why', () =>
    expect(decided(finding('landline', ['kept:office-contact']))).toMatchObject({
      action: 'keep',
      reason: 'kept:office-contact',
    }));
  it('asks a person about a mobile among office contacts', () =>
    expect(decided(finding('mobile', ['prefix', 'office-contact']))).toMatchObject({
      action: 'review',
      reason: 'office-contact',
    }));
  it('keeps what is public by its very kind', () =>
    expect(decided(finding('credit-code', ['kept:credit-code']))?.action).toBe('keep'));
  it('does not keep what it never heard a reason for', () =>
    expect(decided(finding('mobile', ['kept:because-i-say-so']))?.action).toBe('mask'));
  it('asks a person about what is doubtful', () =>
    expect(decided(finding('resident-id', ['against:项目编号'], 'possible'))).toMatchObject({
      action: 'review',
      reason: 'doubtful',
    }));
  it('keeps names, for they are what a notice is about', () =>
    expect(decided(finding('name', ['column']))?.action).toBe('keep'));
});

describe('other policies', () => {
  it('a court’s names keep their surname only', () =>
    expect(decided(finding('name', ['label:原告']), 'court')).toMatchObject({
      action: 'mask',
      mask: { kind: 'surname', hidden: '某' },
    }));
  it('student aid shows no part of a birth date', () =>
    expect(decided(finding('birth-date', ['column']), 'student-aid')).toMatchObject({
      action: 'mask',
      mask: { kind: 'full' },
    }));
});

describe('an account in the row of a person is that person’s, whatever stands beside it', () => {
  const account = (segmentId: number): Finding =>
    finding('bank-card', ['luhn', 'kept:organisation-account'], 'certain', segmentId);
  const id = (segmentId: number): Finding =>
    finding('resident-id', ['checksum'], 'certain', segmentId);
  const rows = documentOf(
    tableOf([
      ['张伟', '闽都大学', 'ID', 'card'],
      ['采购中心', '', '', 'card'],
    ]),
  );

  it('in a table', () => {
    const [, own, other] = decide(
      { findings: [id(2), account(3), account(7)], tables: [] },
      policy('general'),
      rows,
    );
    expect(own?.action).toBe('mask');
    expect(other?.action).toBe('keep');
  });
  it('in a line of text', () => {
    const lines = documentOf(['ID card', 'card']);
    const [, own, other] = decide(
      { findings: [id(0), account(0), account(1)], tables: [] },
      policy('general'),
      lines,
    );
    expect(own?.action).toBe('mask');
    expect(other?.action).toBe('keep');
  });
});

it('a credit code in a column of IDs is a mistyped ID', () => {
  const cells = documentOf(tableOf([['张伟', 'code']]));
  const code = finding('credit-code', ['checksum', 'kept:credit-code'], 'certain', 1);
  const tables = [{ table: 0, headerRow: undefined, columns: new Map([[1, 'resident-id']]) }];
  expect(decide({ findings: [code], tables }, policy('general'), cells)[0]?.action).toBe('mask');
});

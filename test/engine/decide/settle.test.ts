import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/engine/core/decision.ts';
import { type Claim, Finding } from '../../../src/engine/core/finding.ts';
import type { TableFacts } from '../../../src/engine/core/table.ts';
import { candidateCounter } from '../../../src/engine/decide/candidates.ts';
import { decide } from '../../../src/engine/decide/decide.ts';
import type { Setting } from '../../../src/engine/decide/knowledge.ts';
import { settlePeople } from '../../../src/engine/decide/settle.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';
import type { Policy } from '../../../src/engine/rules/policy.ts';
import { documentOf, tableOf } from '../document-of.ts';
import { policy } from '../settings.ts';

const { counties } = await loadDivisions('rules/data');
const count = candidateCounter(counties);
const SETTING: Setting = { year: 2025, ages: undefined, region: '' };

// Invented numbers; A and D end alike in two places and differ in the third.
const A = '350102199003070018';
const B = '350102199103070028';
const C = '350104199211230118';
const D = '350104199211230218';

const RULES = new Set(['resident-id', 'birth-date', 'student-registry', 'disability-certificate']);

/** A sheet whose header names its columns: what detection would have learnt about it. */
function sheet(kinds: readonly string[], rows: readonly (readonly string[])[]) {
  const document = documentOf(tableOf([kinds, ...rows]));
  const known = [...kinds.entries()].filter(([, kind]) => kind !== '');
  const tables: TableFacts[] = [{ table: 0, headerRow: 0, columns: new Map(known) }];
  const findings = [...document.segments].flatMap(({ id, text, cell }): Finding[] => {
    const kind = kinds[cell?.column ?? -1] ?? '';
    if (cell?.row === 0 || !RULES.has(kind)) return [];
    const claim: Claim = {
      ruleId: text.length === 15 ? 'resident-id-15' : kind,
      severity: 'high',
      confidence: 'certain',
      evidence: ['column'],
    };
    return [new Finding(claim, id, 0, text.length)];
  });
  return (by: Policy, setting: Partial<Setting> = {}) => {
    const circumstances = {
      document,
      tables,
      policy: by,
      setting: { ...SETTING, ...setting },
      count,
    };
    return settlePeople(decide({ findings, tables }, by, document), circumstances);
  };
}

const masks = (decisions: readonly Decision[]) =>
  decisions
    .filter(({ finding }) => finding.ruleId.startsWith('resident-id'))
    .map((decision) => (decision.action === 'keep' ? 'kept' : JSON.stringify(decision.mask)));
const labels = (decisions: readonly Decision[]) =>
  decisions.flatMap((decision) => (decision.action === 'keep' ? [decision.label] : []));
const counts = (decisions: readonly Decision[]) =>
  decisions.flatMap((decision) =>
    decision.action === 'keep' ? [] : (decision.candidates?.count ?? []),
  );

const FULL = JSON.stringify({ kind: 'full' });
const suffix = (end: number) => JSON.stringify({ kind: 'keep', start: 0, end });

describe('namesakes under the general policy', () => {
  it('two of one name whom nothing else tells apart show two digits each', () => {
    const settle = sheet(
      ['name', 'resident-id'],
      [
        ['张伟', A],
        ['张伟', B],
        ['李娜', C],
      ],
    );
    const found = settle(policy('general'));
    expect(masks(found)).toEqual([suffix(2), suffix(2), FULL]);
  });

  it('three digits where two would be the same', () => {
    const settle = sheet(
      ['name', 'resident-id'],
      [
        ['张伟', A],
        ['张伟', D],
      ],
    );
    expect(masks(settle(policy('general')))).toEqual([suffix(3), suffix(3)]);
  });

  it('who ties with one in this class and with another in that shows the longer end in both', () => {
    const settle = sheet(
      ['name', 'class', 'resident-id'],
      [
        ['张伟', '一班', A],
        ['张伟', '一班', D],
        ['张伟', '二班', A],
        ['张伟', '二班', B],
      ],
    );
    expect(masks(settle(policy('general')))).toEqual([suffix(3), suffix(3), suffix(3), suffix(2)]);
  });

  it('who sits in another class needs no digit', () => {
    const settle = sheet(
      ['name', 'class', 'resident-id'],
      [
        ['张伟', '一班', A],
        ['张伟', '二班', B],
      ],
    );
    expect(masks(settle(policy('general')))).toEqual([FULL, FULL]);
  });

  it.each([
    ['exam-number', '2024001', '2024002'],
    ['education', '本科', '硕士'],
    ['township', '东街村', '西街村'],
    ['birth-date', '1990年3月7日', '1991年3月7日'],
    ['', '水稻', '玉米'],
  ])('who differs in any column that stays needs no digit: %s', (kind, one, other) => {
    const settle = sheet(
      ['name', kind, 'resident-id'],
      [
        ['张伟', one, A],
        ['张伟', other, B],
      ],
    );
    expect(masks(settle(policy('general')))).toEqual([FULL, FULL]);
  });

  it.each([
    ['remark', '已发放', '补发'],
    ['health', '糖尿病', '尿毒症'],
    ['birth-date', '1990年3月7日', '1990年3月8日'],
    ['', '3000', '3500'],
  ])(
    'a column that goes, or tells nothing of who somebody is, tells nobody apart: %s',
    (kind, one, other) => {
      const settle = sheet(
        ['name', kind, 'resident-id'],
        [
          ['张伟', one, A],
          ['张伟', other, B],
        ],
      );
      expect(masks(settle(policy('general')))).toEqual([suffix(2), suffix(2)]);
    },
  );

  it('a sign that nobody sees makes no other name', () => {
    const settle = sheet(
      ['name', 'resident-id'],
      [
        ['张伟', A],
        ['张\u200b伟', B],
      ],
    );
    expect(masks(settle(policy('general')))).toEqual([suffix(2), suffix(2)]);
  });

  it('one person with a number of the old kind and of the new one is no namesake', () => {
    const rows = [
      ['张伟', '350102900307001'],
      ['张伟', A],
    ];
    const settle = sheet(['name', 'resident-id'], rows);
    expect(masks(settle(policy('general')))).toEqual([FULL, FULL]);
    const three = sheet(['name', 'resident-id'], [...rows, ['张伟', B]]);
    expect(masks(three(policy('general')))).toEqual([FULL, suffix(2), suffix(2)]);
  });

  it('an amount or a serial number tells nobody apart', () => {
    const settle = sheet(
      ['serial', 'name', 'amount', 'resident-id'],
      [
        ['1', '张伟', '300', A],
        ['2', '张伟', '500', B],
      ],
    );
    expect(masks(settle(policy('general')))).toEqual([suffix(2), suffix(2)]);
  });

  it('one person who is honoured twice is no namesake', () => {
    const settle = sheet(
      ['name', 'resident-id'],
      [
        ['张伟', A],
        ['张伟', A],
      ],
    );
    const found = settle(policy('general'));
    expect(masks(found)).toEqual([FULL, FULL]);
    expect(labels(found)).toEqual([]);
  });

  it('a name written with a space is the same name', () => {
    const settle = sheet(
      ['name', 'resident-id'],
      [
        ['张 伟', A],
        ['张伟', B],
      ],
    );
    expect(masks(settle(policy('general')))).toEqual([suffix(2), suffix(2)]);
  });

  it('where digits would leave too few candidates they are marked 甲 and 乙 instead', () => {
    const settle = sheet(
      ['name', 'resident-id'],
      [
        ['张伟', A],
        ['张伟', B],
      ],
    );
    const strictly = { ...policy('general'), residualCandidates: 5_000_000_000 };
    const found = settle(strictly, { region: '' });
    expect(masks(found)).toEqual([FULL, FULL]);
    expect(labels(found)).toEqual(['（甲）', '（乙）']);
  });
});

describe('two people in one row', () => {
  const couples = [
    ['张伟', A, '李娜', B],
    ['王芳', C, '刘洋', D],
  ];

  it('are no namesakes, whose name stands first or not', () => {
    const settle = sheet(['name', 'resident-id', 'name', 'resident-id'], couples);
    for (const by of ['general', 'student-aid']) {
      const found = settle(policy(by));
      expect(masks(found)).toEqual([FULL, FULL, FULL, FULL]);
      expect(labels(found)).toEqual([]);
    }
  });

  it('nor is a guardian who stands there with a number only', () => {
    const settle = sheet(
      ['name', 'resident-id', 'resident-id'],
      couples.map(([name = '', id = '', , guardian = '']) => [name, id, guardian]),
    );
    expect(masks(settle(policy('general')))).toEqual([FULL, FULL, FULL, FULL]);
  });

  const family = ['name', 'sex', 'resident-id', 'name', 'sex', 'resident-id'];
  it('each have the name, the sex and the date of birth that stand before their number', () => {
    const found = sheet(family, [
      ['张伟', '男', A, '李娜', '女', B],
      ['张伟', '男', C, '李娜', '女', '350104199211230124'],
    ])(policy('general'), { region: '350102' });
    expect(masks(found)).toEqual([suffix(3), suffix(2), suffix(3), suffix(2)]);
    const sexes = found.map((one) => one.action !== 'keep' && one.candidates?.because);
    expect(sexes).toHaveLength(4);
    for (const because of sexes) expect(because).toContain('sex');
  });

  it('tell each other apart by their names', () => {
    const settle = sheet(family, [
      ['张伟', '男', A, '李娜', '女', B],
      ['王芳', '男', C, '李娜', '女', D],
    ]);
    expect(masks(settle(policy('general')))).toEqual([FULL, FULL, FULL, FULL]);
  });
});

describe('a number with an identity number inside', () => {
  const kinds = policy('general').kinds;
  const customary: Policy = {
    ...policy('general'),
    kinds: {
      ...kinds,
      'resident-id': { action: 'mask', mask: { kind: 'keep', start: 6, end: 4 } },
      'student-registry': {
        action: 'mask',
        mask: { kind: 'composite', identity: { kind: 'keep', start: 6, end: 4 } },
      },
      'disability-certificate': {
        action: 'mask',
        mask: { kind: 'composite', identity: { kind: 'keep', start: 6, end: 4 } },
      },
    },
  };
  const hidden = (decisions: readonly Decision[], ruleId: string) =>
    decisions.flatMap((one) =>
      one.action !== 'keep' && one.finding.ruleId === ruleId
        ? [{ mask: one.mask, left: one.candidates?.count }]
        : [],
    );
  const wholly = { kind: 'composite', identity: { kind: 'full' } };

  it('gets the tighter mask that the identity number beside it gets', () => {
    const settle = sheet(
      ['name', 'age', 'resident-id', 'student-registry', 'disability-certificate'],
      [['张伟', '35', A, `G${A}`, `${A}44`]],
    );
    const found = settle(customary);
    expect(masks(found)).toEqual([FULL]);
    for (const ruleId of ['student-registry', 'disability-certificate'])
      expect(hidden(found, ruleId)).toEqual([{ mask: wholly, left: 5892 * 365 * 1000 }]);
  });

  it('is weighed where it stands alone as well', () => {
    const settle = sheet(['name', 'age', 'student-registry'], [['张伟', '35', `G${A}`]]);
    expect(hidden(settle(customary), 'student-registry')).toEqual([
      { mask: wholly, left: 5892 * 365 * 1000 },
    ]);
  });

  it('shows of a namesake no more than the identity number does', () => {
    const settle = sheet(
      ['name', 'resident-id', 'student-registry'],
      [
        ['张伟', A, `G${A}`],
        ['张伟', B, `G${B}`],
      ],
    );
    const found = settle(policy('general'));
    expect(masks(found)).toEqual([suffix(2), suffix(2)]);
    expect(hidden(found, 'student-registry')[0]?.mask).toEqual({
      kind: 'composite',
      identity: { kind: 'keep', start: 0, end: 2 },
    });
  });
});

describe('namesakes under student aid', () => {
  it('show no digit at all, and are marked only where they tie', () => {
    const settle = sheet(
      ['name', 'class', 'resident-id'],
      [
        ['张伟', '一班', A],
        ['张伟', '一班', B],
        ['张伟', '二班', C],
      ],
    );
    const found = settle(policy('student-aid'));
    expect(masks(found)).toEqual([FULL, FULL, FULL]);
    expect(labels(found)).toEqual(['（甲）', '（乙）']);
  });
});

describe('residual candidates', () => {
  it('are counted for every masked number, and say what narrows them down', () => {
    const settle = sheet(['name', 'sex', 'resident-id'], [['张伟', '男', A]]);
    const [only] = settle(policy('student-aid'), { ages: [15, 26], region: '350102' });
    expect(only).toMatchObject({
      action: 'mask',
      candidates: { count: 4383 * 500, because: ['ages:15-26', 'sex', 'place:350102'] },
    });
  });

  it('a birth date that the policy cuts to its month counts as a month', () => {
    const settle = sheet(['birth-date', 'resident-id'], [['1990-03-07', A]]);
    expect(counts(settle(policy('general'), { region: '350102' }))).toEqual([31 * 1000]);
  });

  it('an age counts as a year of birth', () => {
    const settle = sheet(['age', 'resident-id'], [['35', A]]);
    expect(counts(settle(policy('general'), { region: '350102' }))).toEqual([365 * 1000]);
  });

  it('what two lists show of one person is put together', () => {
    const settle = sheet(
      ['sex', 'birth-date', 'resident-id'],
      [
        ['男', '', A],
        ['', '1990-03-07', A],
      ],
    );
    const found = settle(policy('general'), { region: '350102' });
    expect(new Set(counts(found))).toEqual(new Set([31 * 500]));
  });

  const datesStay: Policy = {
    ...policy('general'),
    kinds: {
      ...policy('general').kinds,
      'birth-date': { action: 'keep', because: { zh: '', en: '' } },
    },
  };
  const born = sheet(
    ['name', 'sex', 'birth-date', 'resident-id'],
    [
      ['张伟', '男', '1990年3月7日', A],
      ['李娜', '女', '1992-11-23', C],
    ],
  );

  it('a full birth date beside the number is cut to its month for the whole column', () => {
    const found = born(datesStay, { region: '350102' });
    const dates = found.filter(({ finding }) => finding.ruleId === 'birth-date');
    expect(dates).toMatchObject([
      { action: 'mask', mask: { kind: 'date', keep: 'month' } },
      { action: 'mask', mask: { kind: 'date', keep: 'month' } },
    ]);
    expect(counts(found)).toEqual([31 * 500, 30 * 500]);
  });

  it('and to its year where a month is still too much', () => {
    const found = born({ ...datesStay, residualCandidates: 20_000 }, { region: '350102' });
    expect(counts(found)).toEqual([365 * 500, 366 * 500]);
  });

  it('and where nothing helps a person must decide', () => {
    const found = born({ ...datesStay, residualCandidates: 1_000_000 }, { region: '350102' });
    expect(found.filter(({ action }) => action === 'review')).toMatchObject([
      { reason: `few-candidates:${365 * 500}` },
      { reason: `few-candidates:${366 * 500}` },
    ]);
  });

  it('a customary mask that gives too much away is tightened to a full one', () => {
    const customary: Policy = {
      ...policy('general'),
      kinds: {
        ...policy('general').kinds,
        'resident-id': { action: 'mask', mask: { kind: 'keep', start: 6, end: 4 } },
      },
    };
    const settle = sheet(['name', 'age', 'resident-id'], [['张伟', '35', A]]);
    const found = settle(customary);
    expect(masks(found)).toEqual([FULL]);
    expect(counts(found)).toEqual([5892 * 365 * 1000]);
  });
});

it('two dates of birth in one text are both cut', () => {
  const text = '1990年1月1日出生；配偶1985年12月3日生';
  const document = documentOf(
    tableOf([
      ['resident-id', 'remark'],
      [A, text],
    ]),
  );
  const [, , id, remark] = [...document.segments].map((segment) => segment.id);
  const found = (ruleId: string, segmentId: number | undefined, start: number, end: number) =>
    new Finding(
      { ruleId, severity: 'high', confidence: 'certain', evidence: ['column'] },
      segmentId as number,
      start,
      end,
    );
  const findings = [
    found('resident-id', id, 0, A.length),
    found('birth-date', remark, 0, 9),
    found('birth-date', remark, 14, 24),
  ];
  const tables = [{ table: 0, headerRow: 0, columns: new Map([[0, 'resident-id']]) }];
  const general = policy('general');
  const circumstances = { document, tables, policy: general, setting: SETTING, count };
  const decided = settlePeople(decide({ findings, tables }, general, document), circumstances);
  expect(decided.map(({ finding, action }) => `${finding.ruleId} ${action}`)).toEqual([
    'resident-id mask',
    'birth-date mask',
    'birth-date mask',
  ]);
});

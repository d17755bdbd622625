import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  type AddedMask,
  NO_REVIEW,
  type Override,
  type Review,
  type Said,
} from '../../../src/engine/core/review.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { apply } from '../../../src/engine/pipeline/apply.ts';
import { scan } from '../../../src/engine/pipeline/scan.ts';
import { reportSarif } from '../../../src/engine/report/sarif.ts';
import { settings } from '../settings.ts';

const ID = '11010519491231002X';
const OTHER = '350102199001010016';
const key = new Uint8Array(32).fill(7);
const engine = await createEngine({ rulesFolder: 'rules', fingerprintKey: key });

const said = (by = 'officer-1', more: Partial<Said> = {}): Said => ({
  by,
  at: '2026-11-22T00:00:00Z',
  ground: 'not-personal',
  reason: '这是工程编号',
  ...more,
});
const redact = (text: string, review?: Partial<Review>, policy = 'general', name = '名单.txt') =>
  engine.redact(
    { bytes: new TextEncoder().encode(text), name },
    { policy, ...(review && { review: { ...NO_REVIEW, ...review } }) },
  );
const text = ({ output }: { output: Uint8Array | undefined }) => new TextDecoder().decode(output);
const idsOf = async (draft: string, policy = 'general') =>
  (await redact(draft, undefined, policy)).report.findings.map(({ id }) => id);
const keep = (findingId: string, ...persons: Said[]): Override => ({
  findingId,
  action: 'keep',
  said: persons,
});
const mask = (findingId: string): Override => ({ findingId, action: 'mask', said: [said()] });
const hide = (what: AddedMask['what']): AddedMask => ({ id: 'm1', what, said: said() });

const DOUBT = `项目编号:${ID}`;
const BOTH = [said('officer-1'), said('officer-2')];

describe('a finding keeps its id', () => {
  it('from one run to the next, under the same key', async () => {
    const again = await createEngine({ rulesFolder: 'rules', fingerprintKey: key });
    const upload = { bytes: new TextEncoder().encode(DOUBT), name: 'b.txt' };
    expect((await again.redact(upload)).report.findings[0]?.id).toBe((await idsOf(DOUBT))[0]);
  });

  it('and another draft, policy, place or key gives another one', async () => {
    const foreign = await createEngine({ rulesFolder: 'rules' });
    const upload = { bytes: new TextEncoder().encode(DOUBT), name: 'b.txt' };
    const ids = [
      (await foreign.redact(upload)).report.findings[0]?.id,
      ...(await idsOf(DOUBT)),
      ...(await idsOf(`${DOUBT} `)),
      ...(await idsOf(DOUBT, 'strict')),
      ...(await idsOf(`项目编号:${ID} 项目编号:${OTHER}`)),
    ];
    expect(new Set(ids).size).toBe(6);
  });
});

describe('a person decides about a doubt', () => {
  it('to mask it: the very file that was withheld may go out', async () => {
    const [id = ''] = await idsOf(DOUBT);
    const { report, ...rest } = await redact(DOUBT, { overrides: [mask(id)] });
    expect([report.verdict, text(rest)]).toEqual(['masked', `项目编号:${'*'.repeat(18)}`]);
    expect(report.findings[0]).toMatchObject({
      id,
      action: 'mask',
      decided: { action: 'mask', said: [{ by: 'officer-1' }] },
    });
  });

  it('one alone may not publish an identity number: it stays hidden and waits for a second', async () => {
    const [id = ''] = await idsOf(DOUBT);
    for (const persons of [[said()], [said(), said()]]) {
      const { report, ...rest } = await redact(DOUBT, { overrides: [keep(id, ...persons)] });
      expect(report.verdict).toBe('review');
      expect(report.findings[0]).toMatchObject({ action: 'review', reason: 'second-person' });
      expect(text(rest)).not.toContain(ID);
    }
  });

  it('two different people may, and the report says who, on which ground and why', async () => {
    const [id = ''] = await idsOf(DOUBT);
    const { report, ...rest } = await redact(DOUBT, { overrides: [keep(id, ...BOTH)] });
    expect([report.verdict, text(rest)]).toEqual(['clean', DOUBT]);
    expect(report.findings[0]).toMatchObject({
      action: 'keep',
      reason: 'decided:not-personal',
      decided: { said: [{ by: 'officer-1', reason: '这是工程编号' }, { by: 'officer-2' }] },
    });
  });

  it('one is enough for what the policy does not call sensitive', async () => {
    const draft = '办公室联系人 13800138000，电话 0591-87654321 手机 13912345678';
    const { report } = await redact(draft);
    const mobile = report.findings.find(({ type }) => type === 'mobile');
    expect(mobile?.personsToKeep).toBe(1);
    const { report: after } = await redact(draft, { overrides: [keep(mobile?.id ?? '', said())] });
    expect(after.findings.find(({ id }) => id === mobile?.id)?.action).toBe('keep');
  });

  it('and SARIF says so in its own words', async () => {
    const [id = ''] = await idsOf(DOUBT);
    const statuses = async (...persons: Said[]) => {
      const { report } = await redact(DOUBT, { overrides: [keep(id, ...persons)] });
      return JSON.stringify(reportSarif(report)).match(/(?<="status":")\w+/g);
    };
    expect(await statuses(...BOTH)).toEqual(['accepted', 'accepted']);
    expect(await statuses(said())).toEqual(['underReview']);
  });

  it('without a ground or a reason nothing is kept', async () => {
    const [id = ''] = await idsOf(DOUBT);
    const silent = [said('a', { ground: null }), said('b', { reason: null })];
    const { report } = await redact(DOUBT, { overrides: [keep(id, ...silent)] });
    expect(report.verdict).toBe('review');
  });

  it('and it holds for every doubt about the same number', async () => {
    const draft = `${DOUBT}\n正文\n项目编号:${ID}`;
    const [first = '', second] = await idsOf(draft);
    expect(second).toBeDefined();
    const { report, ...rest } = await redact(draft, { overrides: [keep(first, ...BOTH)] });
    expect([report.verdict, text(rest)]).toEqual(['clean', draft]);
  });

  it('but a number that is certain elsewhere stays masked everywhere', async () => {
    const draft = `${DOUBT}\n张伟 身份证号 ${ID}`;
    const { report } = await redact(draft);
    const doubt = report.findings.find(({ action }) => action === 'review');
    const after = await redact(draft, { overrides: [keep(doubt?.id ?? '', ...BOTH)] });
    expect(after.report.verdict).toBe('masked');
    expect(text(after)).not.toContain(ID);
  });

  it('also where it is hidden only since it was found elsewhere', async () => {
    const draft = `${DOUBT}\n流水号2017${ID}`;
    const { report } = await redact(draft);
    const spread = report.findings.find(({ evidence }) => evidence.includes('same-value'));
    const after = await redact(draft, { overrides: [mask(spread?.id ?? '')] });
    expect(after.report.verdict).toBe('masked');
  });

  it('and what the policy was sure about may be decided otherwise', async () => {
    const draft = `张伟 身份证号 ${ID}`;
    const [id = ''] = await idsOf(draft);
    const after = await redact(draft, { overrides: [keep(id, ...BOTH)] });
    expect([after.report.verdict, text(after)]).toEqual(['clean', draft]);
  });

  it('or something that the policy keeps is masked', async () => {
    const draft = '咨询服务热线：12345，监督电话 12333';
    const { report } = await redact(draft);
    const kept = report.findings.find(({ action }) => action === 'keep');
    const after = await redact(draft, { overrides: [mask(kept?.id ?? '')] });
    expect(after.report.verdict).toBe('masked');
    expect(text(after)).toContain('*****');
  });
});

it('an id that no finding has is an error, not silence', async () => {
  await expect(redact(DOUBT, { overrides: [mask('0'.repeat(20))] })).rejects.toMatchObject({
    code: 'finding-unknown',
  });
});

describe('a person adds a mask that was missed', () => {
  it('a text is hidden wherever it stands, and the report does not repeat it', async () => {
    const draft = '张三丰家住南门大街，南门 大街口的人都认识张三丰。\n南门大街';
    const after = await redact(
      draft,
      { masks: [hide({ text: '南门大街' })] },
      'general',
      '南门大街.txt',
    );
    expect(text(after)).toBe('张三丰家住****，****口的人都认识张三丰。\n****');
    expect(after.report.verdict).toBe('masked');
    expect(after.report.summary.byType['reviewed-text']).toBe(4);
    expect(JSON.stringify(after.report)).not.toContain('南门');
    expect(after.report.masked?.name).toBe('****.txt');
  });

  it('also inside a longer word, and the second reading looks for it there', async () => {
    const after = await redact('特别贫困生名单', { masks: [hide({ text: '贫困' })] });
    expect([after.report.verdict, text(after)]).toEqual(['masked', '特别**生名单']);
  });

  it('a writer that forgets it inside a longer word is refused', async () => {
    const review = { overrides: [], check: [], accepted: [], masks: [hide({ text: '贫困' })] };
    const upload = { bytes: new TextEncoder().encode('特别贫困生名单'), name: 'a.txt' };
    const read = await scan(upload, { ...settings, review });
    const forgetful = { ...read.document, rewrite: async () => upload.bytes };
    expect((await apply({ ...read, document: forgetful }, settings)).verdict).toBe('refused');
  });

  it('a place is hidden whole, and what happens to stand there stays elsewhere', async () => {
    const bytes = await readFile('fixtures/scholarship/libreoffice.xlsx');
    const upload = { bytes, name: 'a.xlsx' };
    const before = await engine.redact(upload);
    const { location } = before.report.findings[0] ?? { location: { part: '', address: '' } };
    const place = { part: location.part, address: location.address.replace(/^[A-Z]+/, 'B') };
    const review = { overrides: [], check: [], accepted: [], masks: [hide({ place })] };
    const { report } = await engine.redact(upload, { review });
    expect(report.summary.byType['reviewed-place']).toBe(1);
    expect(report.findings.find(({ type }) => type === 'reviewed-place')?.location).toMatchObject(
      place,
    );
    expect(report.verdict).toBe(before.report.verdict);
  });

  it('a text or a place that the draft does not show is an error', async () => {
    for (const [what, code] of [
      [{ text: '没有的' }, 'text-absent'],
      [{ text: '公' }, 'text-absent'],
      [{ place: { part: '名单', address: 'Z9' } }, 'place-absent'],
    ] as const)
      await expect(redact('公告', { masks: [hide(what)] })).rejects.toMatchObject({ code });
  });
});

describe('a reason', () => {
  it.each([
    ['an identity number', `${ID} 是本人同意的`],
    ['a mobile', '请致电 13800138000 核实'],
    ['what is hidden in the draft', '就是学院路的那位'],
  ])('that holds %s is refused', async (_, reason) => {
    const asked = redact('公告：学院路的住户', {
      masks: [hide({ text: '学院路' })],
      check: [reason],
    });
    await expect(asked).rejects.toMatchObject({ code: 'reason-tells' });
  });

  it('that holds none is taken', async () => {
    const { report } = await redact('公告', { check: ['经本人书面同意，依法公开'] });
    expect(report.verdict).toBe('clean');
  });

  it('of before is starred once something in it is hidden', async () => {
    const [id = ''] = await idsOf(DOUBT);
    const told = { ...said(), reason: '学院路项目' };
    const { report } = await redact(`${DOUBT} 学院路`, {
      overrides: [],
      masks: [{ ...hide({ text: '学院路' }), said: told }],
    });
    expect(id).not.toBe('');
    expect(JSON.stringify(report)).not.toContain('学院路');
  });
});

describe('what nobody could read', () => {
  it('is never clean, whoever answers for it', async () => {
    const { judge } = await import('../../../src/engine/pipeline/judge.ts');
    const document = {
      blindSpots: [
        { location: { channel: 'image', part: '第 1 页', address: '' }, reason: 'image' },
      ],
    } as never;
    const proven = { readers: ['r'], residual: 0, completed: true };
    const policy = { twoPersons: ['resident-id'] } as never;
    const ask = (accepted: readonly Said[], verification = proven) =>
      judge({ decisions: [], document, policy, accepted }, verification, false);
    expect([ask([]), ask([said()]), ask([said()], { ...proven, residual: 1 })]).toEqual([
      'review',
      'masked',
      'refused',
    ]);
  });

  it('wants two different people for them beside an identity number, or where the policy always does', async () => {
    const { judge } = await import('../../../src/engine/pipeline/judge.ts');
    const document = { blindSpots: [{}] } as never;
    const proven = { readers: ['r'], residual: 0, completed: true };
    const ask = (twoPersons: string[], ruleId: string, ...by: string[]) =>
      judge(
        {
          decisions: [{ action: 'mask', finding: { ruleId } }] as never,
          document,
          policy: { twoPersons } as never,
          accepted: by.map((who) => ({ ...said(), by: who })),
        },
        proven,
        true,
      );
    expect(ask(['resident-id'], 'mobile', 'anna')).toBe('masked');
    expect(ask(['resident-id'], 'resident-id', 'anna')).toBe('review');
    expect(ask(['resident-id'], 'resident-id', 'anna', 'anna')).toBe('review');
    expect(ask(['resident-id'], 'resident-id', 'anna', 'bert')).toBe('masked');
    expect(ask(['blind-spots'], 'mobile', 'anna')).toBe('review');
    expect(ask(['blind-spots'], 'mobile', 'anna', 'bert')).toBe('masked');
  });
});

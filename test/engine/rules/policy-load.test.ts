import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/engine/rules/policy.ts';
import {
  loadPolicies,
  readPolicy,
  resolvePolicies,
} from '../../../src/engine/rules/policy-load.ts';
import { policies } from '../settings.ts';

const BASE = `id: base
version: '1'
name: { zh: 基础, en: Base }
basis:
  - { source: 条例, says: { zh: 不公开, en: not published }, read: source }
publishes: [name]
default: { kind: full }
kinds:
  mobile: { action: mask, mask: { kind: keep, start: 3, end: 4 } }
residualCandidates: 1000
namesakes: { by: nothing }
`;
const CHILD = `id: child
version: '1'
name: { zh: 子, en: Child }
extends: base
basis:
  - { source: 通知, says: { zh: 略, en: omitted }, read: unread }
`;
const KNOWN = new Set(['mobile', 'name', 'hotline']);
const FIELDS = new Set(['school', 'health']);
const load = (...texts: string[]) =>
  resolvePolicies(
    texts.map((text) => readPolicy(text, `${/^(?:- )?id: (.*)$/m.exec(text)?.[1]}.yaml`)),
    KNOWN,
    FIELDS,
  );

describe('a policy that is wrong names its file and line', () => {
  it.each<[string, string, RegExp]>([
    ['a word it does not know', `${BASE}hides: all\n`, /^base\.yaml:12: .*hides is no known key/],
    [
      'a mask that does not exist',
      BASE.replace('kind: keep', 'kind: kep'),
      /^base\.yaml:9: kinds\.mobile\.mask\.kind 只能是 full、keep、.* · kinds\.mobile\.mask\.kind must be one of full, keep/,
    ],
    [
      'a length that is no number, in a mask that takes lengths',
      BASE.replace('start: 3', 'start: three'),
      /^base\.yaml:9: kinds\.mobile\.mask\.start 应为整数 · .* must be integer/,
    ],
    [
      'a mask inside a mask that cannot be there',
      BASE.replace('kind: keep, start: 3, end: 4', 'kind: composite, identity: { kind: date }'),
      /^base\.yaml:9: kinds\.mobile\.mask\.identity\.kind 只能是 full、keep、fixed · /,
    ],
    [
      'a mask that is a word and no mapping',
      BASE.replace('default: { kind: full }', 'default: full'),
      /^base\.yaml:7: default\.kind 只能是/,
    ],
    [
      'no digits to tell namesakes apart by',
      BASE.replace('by: nothing', 'by: suffix, digits: []'),
      /^base\.yaml:11: namesakes\.digits 至少要有 1 项/,
    ],
    [
      'a version that YAML reads as a number',
      BASE.replace("version: '1'", 'version: 1'),
      /^base\.yaml:2: version 应为文字（只有数字的须加引号）/,
    ],
    [
      'the name under which a guess is asked for',
      BASE.replace('id: base', 'id: auto'),
      /^auto\.yaml:1: id 不能叫 auto/,
    ],
    [
      'a kind that no rule finds',
      BASE.replace('mobile:', 'mobil:'),
      /^base\.yaml:9: .*kinds\.mobil is no rule/,
    ],
    [
      'a kind kept without a reason',
      `${BASE.replace(/mobile:.*/, 'name: { action: keep }')}`,
      /^base\.yaml:9: .*without a reason/,
    ],
    [
      'a kind masked with nothing',
      `${BASE.replace(/mobile:.*/, 'name: { action: mask }')}`,
      /^base\.yaml:9: .*no mask/,
    ],
    [
      'a misspelt column that is to be published',
      BASE.replace('[name]', '[name, shcool]'),
      /^base\.yaml:6: .*publishes\.1 “shcool” is no known column/,
    ],
    [
      'a misspelt column to be doubted',
      `${BASE}doubts:\n  helth: { zh: 健康, en: health }\n`,
      /^base\.yaml:13: .*doubts\.helth is no known column/,
    ],
    [
      'something kept that nothing keeps',
      `${BASE}keeps:\n  office: { zh: 单位, en: office }\n`,
      /^base\.yaml:13: .*keeps\.office is nothing that is kept/,
    ],
    [
      'a threshold in words',
      BASE.replace('1000', 'many'),
      /^base\.yaml:10: .*residualCandidates must be integer/,
    ],
    [
      'a threshold of nothing',
      BASE.replace('1000', '0'),
      /^base\.yaml:10: .*residualCandidates must be >= 1/,
    ],
    [
      'a period in a unit that nobody counts in',
      `${BASE}period: { length: 5, unit: weeks }\n`,
      /^base\.yaml:12: .*period\.unit/,
    ],
    [
      'a way to tell namesakes apart that does not exist',
      BASE.replace('by: nothing', 'by: face'),
      /^base\.yaml:11: .*namesakes/,
    ],
    [
      'ages that end before they begin',
      `${BASE}people: { ages: [26, 15] }\n`,
      /^base\.yaml:12: .*people\.ages ends before/,
    ],
    [
      'an action that does not exist',
      BASE.replace('action: mask', 'action: hide'),
      /^base\.yaml:9: .*kinds\.mobile\.action/,
    ],
    [
      'a citation that nobody checked',
      BASE.replace(', read: source', ''),
      /^base\.yaml:5: .*basis\.0/,
    ],
    ['a name in one language', BASE.replace(', en: Base', ''), /^base\.yaml:3: .*name/],
    ['an indent by a tab', BASE.replace('  mobile', '\tmobile'), /^base\.yaml:9: /],
    ['a list instead of a policy', '- id: base\n', /^base\.yaml:1: /],
    [
      'aliases that grow without end',
      `${BASE}x: &a [1,1,1,1,1,1,1,1,1]\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nw: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      /^base\.yaml:\d+: /,
    ],
    ['broken YAML', `${BASE}publishes: [\n`, /^base\.yaml:\d+: /],
    ['a key given twice', `${BASE}version: '2'\n`, /^base\.yaml:12: /],
    ['an empty file', 'id: base', /^base\.yaml:1: /],
    ['no legal basis', BASE.replace(/basis:\n.*\n/, 'basis: []\n'), /^base\.yaml:4: .*basis/],
    ['no default mask', BASE.replace(/default:.*\n/, ''), /^base\.yaml:1: .*default/],
    ['a base that does not exist', CHILD, /^child\.yaml:4: .*extends is no policy/],
    [
      'a base that is itself',
      CHILD.replace('extends: base', 'extends: child'),
      /^child\.yaml:4: .*extends leads back/,
    ],
  ])('%s', (_, text, message) => expect(() => load(text)).toThrow(message));

  it('a file whose name is not its id', () =>
    expect(() => readPolicy(BASE, '/somewhere/other.yaml')).toThrow(
      /^other\.yaml:1: id .*the name of the file/,
    ));
  it('a folder with a file of another ending, which nobody would read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'policies-'));
    writeFileSync(join(folder, 'base.yml'), BASE);
    await expect(loadPolicies([folder])).rejects.toThrow(/^base\.yml:1: .*rename/);
    rmSync(folder, { recursive: true });
  });
  it('a file in the encoding of an old Windows, whose names would be garbled', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'policies-'));
    const gbk = Buffer.from([0xbb, 0xf9, 0xb4, 0xa1]);
    const [before, after] = BASE.split('基础') as [string, string];
    writeFileSync(
      join(folder, 'base.yaml'),
      Buffer.concat([Buffer.from(before), gbk, Buffer.from(after)]),
    );
    await expect(loadPolicies([folder])).rejects.toThrow(/^base\.yaml:3: .*UTF-8/);
    rmSync(folder, { recursive: true });
  });
  it('two policies of one id', () =>
    expect(() => load(BASE, BASE)).toThrow(/^base\.yaml:1: .*id is the id of another/));
});

describe('a policy that extends another', () => {
  it('inherits what it does not say', () => {
    const [, child] = load(BASE, CHILD);
    expect(child && kindOf(child, 'mobile')).toEqual({
      action: 'mask',
      mask: { kind: 'keep', start: 3, end: 4 },
    });
    expect(child?.residualCandidates).toBe(1000);
  });
  it('overrides kind by kind', () => {
    const [, child] = load(
      BASE,
      `${CHILD}kinds:\n  mobile: { action: mask, mask: { kind: full } }\n`,
    );
    expect(child && kindOf(child, 'mobile')).toEqual({ action: 'mask', mask: { kind: 'full' } });
  });
});

describe('the policies that come with the product', () => {
  it('are the eleven of the contract', () =>
    expect(policies.map(({ id }) => id).toSorted()).toEqual([
      'court',
      'general',
      'housing',
      'land',
      'penalty',
      'recruitment',
      'social-assistance',
      'strict',
      'student-aid',
      'subsidy',
      'tender',
    ]));

  it.each(policies)('$id masks a kind that it never heard of', (policy) =>
    expect(kindOf(policy, 'a-kind-of-tomorrow')).toMatchObject({ action: 'mask' }),
  );

  it.each(policies)('$id shows no digit of an identity number by default', (policy) =>
    expect(kindOf(policy, 'resident-id')).toEqual({ action: 'mask', mask: { kind: 'full' } }),
  );

  it.each(policies)('$id says for each citation how it was checked', ({ basis }) => {
    for (const one of basis) expect(['source', 'copy', 'unread']).toContain(one.read);
  });

  it('do not share a word to be guessed by with more than one other', () => {
    const words = policies.flatMap(({ guess }) => guess);
    const shared = words.filter((word, index) => words.indexOf(word) !== index);
    expect(shared).toEqual([]);
  });
});

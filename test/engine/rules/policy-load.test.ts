import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/engine/rules/policy.ts';
import { readPolicy, resolvePolicies } from '../../../src/engine/rules/policy-load.ts';
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
const KNOWN = new Set(['mobile', 'name']);
const load = (...texts: string[]) =>
  resolvePolicies(
    texts.map((text) => readPolicy(text, `${/^id: (.*)$/m.exec(text)?.[1]}.yaml`)),
    KNOWN,
  );

describe('a policy that is wrong names its file and line', () => {
  it.each<[string, string, RegExp]>([
    ['a word it does not know', `${BASE}hides: all\n`, /^base\.yaml:12: hides is no known key/],
    [
      'a mask that does not exist',
      BASE.replace('kind: keep', 'kind: kep'),
      /^base\.yaml:9: kinds\.mobile\.mask/,
    ],
    [
      'a kind that no rule finds',
      BASE.replace('mobile:', 'mobil:'),
      /^base\.yaml:9: kinds\.mobil is no rule/,
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
    ['broken YAML', `${BASE}publishes: [\n`, /^base\.yaml:\d+: /],
    ['a key given twice', `${BASE}version: '2'\n`, /^base\.yaml:12: /],
    ['an empty file', 'id: base', /^base\.yaml:1: /],
    ['no legal basis', BASE.replace(/basis:\n.*\n/, 'basis: []\n'), /^base\.yaml:4: basis/],
    ['no default mask', BASE.replace(/default:.*\n/, ''), /^base\.yaml:1: .*default/],
    ['a base that does not exist', CHILD, /^child\.yaml:4: extends is no policy/],
    [
      'a base that is itself',
      CHILD.replace('extends: base', 'extends: child'),
      /^child\.yaml:4: extends leads back/,
    ],
  ])('%s', (_, text, message) => expect(() => load(text)).toThrow(message));

  it('a file whose name is not its id', () =>
    expect(() => readPolicy(BASE, '/somewhere/other.yaml')).toThrow(/^other\.yaml:1: id/));
  it('two policies of one id', () =>
    expect(() => load(BASE, BASE)).toThrow(/^base\.yaml:1: id is the id of another/));
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

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BLIND_SPOTS, MASKED_ID, SENSITIVE_COLUMN } from '../core/kinds.ts';
import type { Mask } from '../core/mask.ts';
import { decoded } from './decoded.ts';
import type { KindPolicy, Policy } from './policy.ts';
import { type PolicyFile, PolicySchema } from './policy-schema.ts';
import { mistakeAt, type YamlFile, yamlFile } from './yaml-file.ts';

/** In a request it asks for a guess. */
const GUESSED = 'auto';

interface Read {
  readonly file: string;
  readonly yaml: YamlFile;
  readonly content: PolicyFile;
}

/**
 * Reads the policies of some folders. One bad file stops the program from starting, with an error
 * that names file and line.
 * @param kinds the ids of all rules: a policy about a kind that does not exist would protect nobody.
 * @param fields what columns may hold beside them: a misspelt one would publish or doubt nothing.
 */
export async function loadPolicies(
  folders: readonly string[],
  kinds?: ReadonlySet<string>,
  fields?: ReadonlySet<string>,
): Promise<Policy[]> {
  const files = (await Promise.all(folders.map(yamlFilesIn))).flat();
  const read = await Promise.all(
    files.map(async (path) => readPolicy(decoded(await readFile(path), fileOf(path)), path)),
  );
  return resolvePolicies(read, kinds, fields);
}

async function yamlFilesIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).sort();
  const astray = files.find((file) => file.endsWith('.yml'));
  if (astray)
    throw mistakeAt(
      astray,
      1,
      '发布规则的文件名须以 .yaml 结尾，请改名',
      'policies are read from .yaml files: rename it',
    );
  return files.filter((file) => file.endsWith('.yaml')).map((file) => join(folder, file));
}

const fileOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

export function readPolicy(text: string, path: string): Read {
  const file = fileOf(path);
  const yaml = yamlFile(text, file);
  const content = yaml.checked(PolicySchema) as PolicyFile;
  if (`${content.id}.yaml` !== file)
    throw yaml.errorAt(['id'], '与文件名不同', 'is not the name of the file');
  if (content.id === GUESSED)
    throw yaml.errorAt(['id'], '不能叫 auto：那是按内容判断', 'means a guess and names no policy');
  return { file, yaml, content };
}

/** Follows `extends` and checks what a schema cannot. */
export function resolvePolicies(
  read: readonly Read[],
  kinds?: ReadonlySet<string>,
  fields?: ReadonlySet<string>,
): Policy[] {
  const byId = new Map<string, Read>();
  for (const one of read) {
    const { id } = one.content;
    if (byId.has(id))
      throw one.yaml.errorAt(
        ['id'],
        '已有同名的发布规则；自带的不能改写，请另取名并写 extends',
        'is the id of another policy: take another name and extend it',
      );
    byId.set(id, one);
    if (kinds && fields) checkWords(one, kinds, fields);
    checkAges(one);
  }
  return read.map((one) => resolved(one, byId, kinds, []));
}

/** Columns that say so by more than their header. */
const FURTHER = ['birth-month', 'under-14'];
/** What makes a number public by where it stands. */
const PLACES = ['office-contact', 'official-domain', 'organisation-account'];

function checkWords(
  { yaml, content }: Read,
  kinds: ReadonlySet<string>,
  fields: ReadonlySet<string>,
): void {
  const columns = new Set([...kinds, ...fields, ...FURTHER]);
  const kept = new Set([...kinds, ...PLACES]);
  for (const [index, word] of (content.publishes ?? []).entries())
    if (!columns.has(word))
      throw yaml.errorAt(
        ['publishes', index],
        `“${word}”不是已知的栏目`,
        `“${word}” is no known column`,
      );
  for (const word of Object.keys(content.doubts ?? {}))
    if (!columns.has(word))
      throw yaml.errorAt(['doubts', word], '不是已知的栏目', 'is no known column');
  for (const word of Object.keys(content.keeps ?? {}))
    if (!kept.has(word))
      throw yaml.errorAt(['keeps', word], '不是可以保留的内容', 'is nothing that is kept');
}

function checkAges({ yaml, content: { people } }: Read): void {
  if (people && people.ages[0] > people.ages[1])
    throw yaml.errorAt(['people', 'ages'], '起止颠倒', 'ends before it begins');
}

function resolved(
  { yaml, content }: Read,
  byId: ReadonlyMap<string, Read>,
  known: ReadonlySet<string> | undefined,
  below: readonly string[],
): Policy {
  if (below.includes(content.id))
    throw yaml.errorAt(['extends'], '绕回了自己', 'leads back to this policy');
  const base = content.extends === undefined ? undefined : byId.get(content.extends);
  if (content.extends !== undefined && !base)
    throw yaml.errorAt(['extends'], '没有这个发布规则', 'is no policy that exists');
  const inherited = base && resolved(base, byId, known, [...below, content.id]);
  const need = <T>(key: keyof PolicyFile, own: T | undefined, from: T | undefined): T => {
    const value = own ?? from;
    if (value === undefined) throw yaml.errorAt([], `没有写 ${key}`, `says nothing about ${key}`);
    return value;
  };
  return {
    id: content.id,
    version: content.version,
    name: content.name,
    basis: content.basis,
    guess: content.guess ?? [],
    guessSure: content.guessSure ?? [],
    guessNot: [...(inherited?.guessNot ?? []), ...(content.guessNot ?? [])],
    guessDespite: [...(inherited?.guessDespite ?? []), ...(content.guessDespite ?? [])],
    publishes: need('publishes', content.publishes, inherited?.publishes),
    default: need('default', content.default, inherited?.default),
    kinds: withIdentity(inherited?.kinds ?? {}, ownKinds(content, yaml, known)),
    keeps: { ...inherited?.keeps, ...content.keeps },
    doubts: { ...inherited?.doubts, ...content.doubts },
    twoPersons: twoPersons({ content, yaml }, known) ?? inherited?.twoPersons ?? [],
    period: content.period ?? inherited?.period,
    retention:
      content.retention || inherited?.retention
        ? { ...inherited?.retention, ...content.retention }
        : undefined,
    residualCandidates: need(
      'residualCandidates',
      content.residualCandidates,
      inherited?.residualCandidates,
    ),
    namesakes: need('namesakes', content.namesakes, inherited?.namesakes),
    pdf: content.pdf ?? inherited?.pdf ?? { fallback: 'raster' },
    people: content.people ?? inherited?.people,
  };
}

/** Numbers with an ID inside follow the mask that a policy gives the ID, unless it says otherwise of them. */
function withIdentity(
  inherited: Readonly<Record<string, KindPolicy>>,
  own: Readonly<Record<string, KindPolicy>>,
): Record<string, KindPolicy> {
  const id = own['resident-id'];
  const identity = id && id.action !== 'keep' && isPlain(id.mask) ? id.mask : undefined;
  const followed = Object.entries(inherited).map(([kind, policy]): [string, KindPolicy] => [
    kind,
    identity && policy.action !== 'keep' && policy.mask.kind === 'composite'
      ? { ...policy, mask: { kind: 'composite', identity } }
      : policy,
  ]);
  return { ...Object.fromEntries(followed), ...own };
}

const isPlain = ({ kind }: Mask): boolean => kind === 'full' || kind === 'keep' || kind === 'fixed';

function ownKinds(
  { kinds = {} }: PolicyFile,
  yaml: YamlFile,
  known: ReadonlySet<string> | undefined,
): Record<string, KindPolicy> {
  const own = Object.entries(kinds).map(([id, { action, mask, because }]): [string, KindPolicy] => {
    if (known && !known.has(id))
      throw yaml.errorAt(['kinds', id], '没有这种识别规则', 'is no rule that exists');
    if (action === 'keep') {
      if (!because)
        throw yaml.errorAt(
          ['kinds', id],
          '保留须写理由（because）',
          'is kept without a reason (because)',
        );
      return [id, { action, because }];
    }
    if (!mask) throw yaml.errorAt(['kinds', id], '没有写遮盖方式（mask）', 'has no mask');
    return [id, { action, mask }];
  });
  return Object.fromEntries(own);
}

/** A kind that does not exist would ask two persons about nothing. */
function twoPersons(
  { content, yaml }: Pick<Read, 'content' | 'yaml'>,
  known: ReadonlySet<string> | undefined,
): readonly string[] | undefined {
  const own = new Set([MASKED_ID, SENSITIVE_COLUMN, BLIND_SPOTS]);
  for (const [index, id] of (content.twoPersons ?? []).entries())
    if (known && !known.has(id) && !own.has(id))
      throw yaml.errorAt(['twoPersons', index], '没有这种识别规则', 'is no rule that exists');
  return content.twoPersons;
}

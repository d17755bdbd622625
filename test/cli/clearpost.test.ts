import { spawnSync } from 'node:child_process';
import {
  cpSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EN } from '../../src/engine/report/words/en.ts';
import { ZH } from '../../src/engine/report/words/zh.ts';

const VALUE = '11010519491231002X';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clearpost-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const clearpostIn = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  spawnSync(process.execPath, ['src/cli/clearpost.ts', ...args], { encoding: 'utf8', env });
const clearpost = (...args: string[]) => clearpostIn(process.env, ...args);
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

it('writes the masked file and its report, and exits with 0', () => {
  const list = file('名单.txt', `张三 身份证号 ${VALUE}\n`);
  const { status, stdout } = clearpost('redact', list, '-o', join(folder, 'out'));
  expect(status).toBe(0);
  expect(stdout).toContain('可以发布');
  expect(read('out', '名单.txt')).toBe(`张三 身份证号 ${'*'.repeat(18)}\n`);
  expect(JSON.parse(read('out', '名单.txt.report.json'))).toMatchObject({ verdict: 'masked' });
  expect(read('out', '名单.txt.report.html')).toContain('<!doctype html>');
  expect(read('名单.txt')).toContain(VALUE);
});

it('never overwrites the input, by whatever path it is reached', () => {
  const list = file('名单.txt', VALUE);
  expect(clearpost('redact', list, '-o', folder, '--force').status).toBe(2);
  linkSync(list, join(folder, 'b.txt'));
  const other = join(folder, 'in');
  spawnSync('mkdir', [other]);
  writeFileSync(join(other, 'b.txt'), VALUE);
  expect(clearpost('redact', list, join(other, 'b.txt'), '-o', folder, '--force').status).toBe(2);
  expect(read('名单.txt')).toBe(VALUE);
});

it('replaces an earlier result only when told to', () => {
  const list = file('a.txt', `身份证号 ${VALUE}`);
  const out = join(folder, 'out');
  expect(clearpost('redact', list, '-o', out).status).toBe(0);
  expect(clearpost('redact', list, '-o', out).status).toBe(2);
  expect(clearpost('redact', list, '-o', out, '--force').status).toBe(0);
});

it('writes no document that needs a person, but says why in a report', () => {
  const list = file('a.txt', `项目编号:${VALUE}\n`);
  const { status, stdout } = clearpost('redact', list, '-o', join(folder, 'out'));
  expect(status).toBe(1);
  expect(stdout).toContain('须人工复核');
  expect(readdirSync(join(folder, 'out')).toSorted()).toEqual([
    'a.txt.report.html',
    'a.txt.report.json',
  ]);
});

it('inspects without writing: 0 when clean, 1 when something was found', () => {
  expect(clearpost('inspect', file('a.txt', '放假通知')).status).toBe(0);
  const { status, stdout } = clearpost('inspect', file('b.txt', `身份证号 ${VALUE}`));
  expect(status).toBe(1);
  expect(stdout).toContain('第 1 行');
  expect(stdout).not.toContain(VALUE);
  expect(readdirSync(folder)).toEqual(['a.txt', 'b.txt']);
});

it('goes on after a file that cannot be read, and exits with 2', () => {
  const good = file('a.txt', '放假通知');
  const bad = file('b.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]));
  const { status, stdout } = clearpost('inspect', '--json', bad, join(folder, 'none'), good);
  expect(status).toBe(2);
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const byFile = new Map(results.map((result) => [result.file, result]));
  expect(byFile.get(bad).problem.code).toBe('format-unsupported');
  expect(byFile.get(join(folder, 'none')).problem.code).toBe('file-unusable');
  expect(byFile.get(good).verdict).toBe('clean');
});

const OWN_POLICY = `id: own-list
version: '1'
name: { zh: 本县名单, en: Our lists }
extends: general
basis: [{ source: 本县办法, says: { zh: 姓名隐名, en: names are hidden }, read: copy }]
kinds:
  name: { action: mask, mask: { kind: surname, hidden: 某 } }
`;

it('a folder of policies named in the environment holds for files and listings alike', () => {
  file('own-list.yaml', OWN_POLICY);
  const env = { ...process.env, CLEARPOST_POLICIES_DIR: folder };
  const list = file('名单.txt', '姓名：张小明\n');
  const out = join(folder, 'out');
  const done = clearpostIn(env, 'redact', list, '-o', out, '--policy', 'own-list');
  expect(done.stderr).toBe('');
  expect(read('out', '名单.txt')).toBe('姓名：张某\n');
  expect(clearpostIn(env, 'policies').stdout).toContain('own-list  ');
});

it('a folder of rules named in the environment holds for files and listings alike', () => {
  cpSync('rules', join(folder, 'rules'), { recursive: true });
  rmSync(join(folder, 'rules', 'wechat.yaml'));
  const env = { ...process.env, CLEARPOST_RULES_DIR: join(folder, 'rules') };
  const text = file('a.txt', '微信号：zhangsan88');
  expect(clearpost('inspect', text).status).toBe(1);
  const { status, stdout, stderr } = clearpostIn(env, 'inspect', text);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).not.toContain('微信');
  expect(clearpostIn(env, 'rules', '--json').stdout).not.toContain('"wechat"');
});

it('says in both languages what nobody could read', () => {
  const picture = readFileSync('docs/report.png').toString('base64');
  const page = file('a.html', `<p>公示</p><img src="data:image/png;base64,${picture}">`);
  const { status, stdout } = clearpost('inspect', page);
  expect(status).toBe(1);
  expect(stdout).toContain(`${ZH.blindSpot.image} · ${EN.blindSpot.image}`);
});

it('a mistake in such a policy is named with its file and line, and nothing is done', () => {
  file('own-list.yaml', OWN_POLICY.replace('surname, hidden', 'surname, hiden'));
  const env = { ...process.env, CLEARPOST_POLICIES_DIR: folder };
  const { status, stderr } = clearpostIn(env, 'inspect', file('a.txt', '放假通知'));
  expect(status).toBe(2);
  expect(stderr).toContain('own-list.yaml:7');
  expect(clearpostIn({ ...env, CLEARPOST_POLICIES_DIR: '/none' }, 'policies').stderr).toContain(
    'CLEARPOST_POLICIES_DIR',
  );
});

it('lists policies and rules, and explains itself', () => {
  expect(clearpost('policies').stdout).toContain('general');
  expect(JSON.parse(clearpost('rules', '--json').stdout)).toContainEqual(
    expect.objectContaining({ id: 'resident-id' }),
  );
  expect(clearpost('--help').stdout).toContain('clearpost redact');
  expect(clearpost('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

for (const [what, args] of [
  ['a command that does not exist', ['redakt']],
  ['a redaction without a folder', ['redact', 'a.txt']],
  ['an inspection of nothing', ['inspect']],
  ['an option that does not exist', ['inspect', '--fast', 'a.txt']],
  ['a policy that does not exist', ['inspect', '--policy', 'nowhere', 'a.txt']],
] as const)
  it(`exits with 2 and shows the usage for ${what}`, () => {
    const { status, stderr } = clearpost(...args);
    expect(status).toBe(2);
    expect(stderr).toContain('用法');
  });

it('takes the password of an encrypted PDF from a file or the environment, never from an argument', () => {
  const list = 'fixtures/pdf/encrypted/rc4-128.pdf';
  const withFile = clearpost(
    'redact',
    list,
    '-o',
    join(folder, 'out'),
    '--password-file',
    file('password', 'open sesame\n'),
  );
  expect(withFile.status).toBe(0);
  const without = clearpost('inspect', list);
  expect(without.status).toBe(2);
  expect(without.stdout).toContain('password');
  const { status } = spawnSync(process.execPath, ['src/cli/clearpost.ts', 'inspect', list], {
    env: { ...process.env, CLEARPOST_PASSWORD: 'open sesame' },
  });
  expect(status).toBe(1);
});

it('prints every setting with what it is for, and no secret', () => {
  const environment = {
    ...process.env,
    CLEARPOST_API_KEY: 'a-secret-of-24-characters',
    PORT: '81',
  };
  const { status, stdout } = spawnSync(process.execPath, ['src/cli/bin.mjs', 'config'], {
    encoding: 'utf8',
    env: environment,
  });
  expect(status).toBe(0);
  expect(stdout).toContain('* PORT=81\n    端口 · port\n');
  expect(stdout).not.toContain('a-secret');
  const settings = [...stdout.matchAll(/^[ *] ([A-Z][A-Z_0-9]+)=.*\n(.*)$/gm)];
  expect(settings.length).toBeGreaterThan(40);
  const unexplained = settings.filter(([, , words = '']) => !words.includes(' · '));
  expect(unexplained.map(([, name]) => name)).toEqual([]);
});

it('says in two lines what is wrong with a command, and where to read on', () => {
  const { status, stderr } = clearpost('redct');
  expect(status).toBe(2);
  expect(stderr).toBe(
    'clearpost: 没有这个命令：redct · no such command: redct\n用法见 clearpost --help · see clearpost --help\n',
  );
});

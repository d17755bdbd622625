// Who may import whom. A folder may import itself and the folders to the right of the colon.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'engine/core': [],
  'engine/text': ['engine/core'],
  'engine/rules': ['engine/core'],
  'engine/mask': ['engine/core', 'engine/text', 'engine/rules'],
  'engine/detect': ['engine/core', 'engine/text', 'engine/rules'],
  'engine/decide': ['engine/core', 'engine/text', 'engine/rules', 'engine/mask'],
  'engine/verify': ['engine/core', 'engine/text', 'engine/rules', 'engine/detect'],
  'engine/report': ['engine/core', 'engine/rules'],
  'engine/formats': ['engine/core'],
  'engine/pipeline': [
    'engine/core',
    'engine/text',
    'engine/rules',
    'engine/mask',
    'engine/detect',
    'engine/decide',
    'engine/verify',
    'engine/report',
    'engine/formats',
  ],
  'service/store': ['engine/core'],
  'service/sign-in': ['service/store'],
  'service/webhooks': ['engine/core', 'service/store'],
  'service/jobs': [
    'engine/core',
    'engine/report',
    'service/sandbox',
    'service/store',
    'service/webhooks',
  ],
  'service/review': [
    'engine/core',
    'engine/report',
    'service/sandbox',
    'service/jobs',
    'service/store',
    'service/webhooks',
  ],
  'service/fetch': [],
  'service/publish': [
    'engine/core',
    'engine/report',
    'service/sandbox',
    'service/jobs',
    'service/fetch',
    'service/store',
  ],
  'service/gate': ['service/publish'],
  'service/site': [
    'engine/rules',
    'engine/detect',
    'engine/decide',
    'engine/core',
    'engine/report',
    'service/sandbox',
    'service/store',
    'service/jobs',
    'service/fetch',
    'service/page',
    'service/webhooks',
  ],
  'service/convert': ['engine/core', 'service/sandbox'],
  'service/page': [],
  'service/sandbox': [
    'engine/core',
    'engine/rules',
    'engine/report',
    'engine/formats',
    'engine/engine.ts',
    'service/page',
  ],
  'service/http': [
    'engine/core',
    'engine/rules',
    'engine/report',
    'service/sandbox',
    'service/jobs',
    'service/store',
    'service/review',
    'service/webhooks',
    'service/site',
    'service/sign-in',
    'service/metrics.ts',
    'service/version.ts',
    'service/publish',
  ],
  cli: [
    'service/convert',
    'service/serve-gate.ts',
    'service/rescan.ts',
    'service/site',
    'engine/core',
    'engine/report',
    'service/sandbox',
    'service/audit-trail.ts',
    'service/who-may-enter.ts',
    'service/configuration.ts',
    'service/setting-reader.ts',
    'service/serve.ts',
    'service/start-failure.ts',
    'service/version.ts',
  ],
  web: ['engine/core', 'engine/report'],
};

const PURE = ['core', 'text', 'detect', 'decide', 'mask', 'verify', 'report'].map(
  (name) => `engine/${name}`,
);
const IMPORT =
  /^(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/gm;

const files = globSync('src/**/*.ts').map((file) => file.replaceAll('\\', '/'));
const roomOf = (file: string) => {
  const [, first = '', second = ''] = file.split('/');
  return ['engine', 'service'].includes(first) ? `${first}/${second}` : first;
};
const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
const isOurs = (specifier: string) => specifier.startsWith('.');

it('finds the source', () => expect(files.length).toBeGreaterThan(20));

// `main.ts` and the files at the top of a wing do the wiring and may see every room below.
for (const file of files.filter((name) => !roomOf(name).endsWith('.ts'))) {
  const room = roomOf(file);
  it(`${file} imports only from rooms below its own`, () => {
    const targets = importsOf(file)
      .filter(isOurs)
      .map((name) => roomOf(join(dirname(file), name)));
    const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
    expect(targets.filter((target) => !allowed.includes(target))).toEqual([]);
  });
}

for (const file of files.filter((name) => PURE.includes(roomOf(name)))) {
  it(`${file} does no input or output and needs no package`, () =>
    expect(importsOf(file).filter((specifier) => !isOurs(specifier))).toEqual([]));
}

const LONGEST = 300;
const NAMELESS = /\/(?:index|utils?|helpers?|common|misc)\.ts$/;
const textOf = (file: string) => readFileSync(file, 'utf8');

it('holds one idea a file: none is long, none is a drawer for everything', () => {
  const long = files.filter((file) => textOf(file).split('\n').length - 1 > LONGEST);
  expect([...long, ...files.filter((file) => NAMELESS.test(file))]).toEqual([]);
});

it('lets the engine write to no console', () => {
  const engine = files.filter((file) => file.startsWith('src/engine/'));
  const loud = engine.filter((file) => /\bconsole\.|process\.std(?:out|err)/.test(textOf(file)));
  expect(loud).toEqual([]);
});

const OPENS_DOCUMENTS = 'src/service/sandbox/child.ts';
for (const file of files.filter(
  (name) => name.startsWith('src/service/') || name.startsWith('src/cli/'),
)) {
  it(`${file} ${file === OPENS_DOCUMENTS ? 'is the one to open documents' : 'opens no document itself'}`, () => {
    const openers = importsOf(file).filter((name) =>
      /engine\/(?:engine\.ts|formats\/|pipeline\/)/.test(name),
    );
    expect(openers.length > 0).toBe(file === OPENS_DOCUMENTS);
  });
}

const formatFolder = (file: string) => file.match(/^src\/engine\/formats\/([^/]+)\//)?.[1];
for (const file of files.filter((name) => formatFolder(name) !== undefined)) {
  it(`${file} knows no other format`, () => {
    const others = importsOf(file)
      .filter(isOurs)
      .map((name) => formatFolder(join(dirname(file), name)))
      .filter(
        (folder) => folder !== undefined && folder !== formatFolder(file) && folder !== 'shared',
      );
    expect(others).toEqual([]);
  });
}

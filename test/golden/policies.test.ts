// Whatever policy a publisher picks, the list that leaked never leaks again.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { leaks } from '../leaks.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const { scholarship } = JSON.parse(readFileSync('fixtures/manifest.json', 'utf8'));
const planted: readonly string[] = Object.values<string[]>(scholarship.planted).flat();

for (const { id } of engine.policies)
  it(`under ${id} every number of the list is hidden, and the report quotes none`, async () => {
    const bytes = readFileSync('fixtures/scholarship/openpyxl.xlsx');
    const { report, output } = await engine.redact({ bytes, name: 'list.xlsx' }, { policy: id });
    expect(['masked', 'review']).toContain(report.verdict);
    expect(leaks(output as Uint8Array, ...planted)).toEqual([]);
    expect(leaks(new TextEncoder().encode(JSON.stringify(report)), ...planted)).toEqual([]);
  });

it('guesses student aid from the title of the list, and says so', async () => {
  const bytes = readFileSync('fixtures/scholarship/openpyxl.xlsx');
  const { report } = await engine.redact({ bytes, name: 'list.xlsx' }, { policy: 'auto' });
  expect(report.policy).toMatchObject({ id: 'student-aid', chosen: 'guessed' });
});

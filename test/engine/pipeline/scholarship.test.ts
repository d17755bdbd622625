// The list that leaked in 2017, as the issue asks for it: what each policy leaves of an ID.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';
import { policy } from '../settings.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const list = (await readFile('fixtures/scholarship/utf-8-bom.csv', 'utf8')).replace('\uFEFF', '');
const manifest = JSON.parse(await readFile('fixtures/manifest.json', 'utf8'));
const planted: string[] = Object.values<string[]>(manifest.scholarship.planted).flat();
const ID = /\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]/;

/** The same list with the birth dates that its clerk might have printed as well. */
const withBirthDates = list
  .split('\n')
  .map((line) => {
    const [, year, month, day] = ID.exec(line) ?? [];
    if (line.startsWith('序号,姓名')) return line.replace('性别,', '性别,出生日期,');
    return year ? line.replace(/,([男女]),/, `,$1,${year}-${month}-${day},`) : line;
  })
  .join('\n');

async function redact(text: string, id: string) {
  const bytes = new TextEncoder().encode(text);
  const { report, output } = await engine.redact({ bytes, name: '名单.csv' }, { policy: id });
  const lines = new TextDecoder().decode(output).split('\n');
  const masks = lines.flatMap((line) => line.match(/(?<=,)\*{14,18}[\dX]{0,4}(?=,)/g) ?? []);
  const counts = report.findings.flatMap(({ type, residualCandidates }) =>
    type.startsWith('resident-id') ? [residualCandidates ?? 0] : [],
  );
  return { report, lines, masks, counts };
}

describe.each([
  ['as it leaked', list, [2, 10]],
  // Months of birth that stay tell the namesakes apart: no digit is needed.
  ['with a column of birth dates', withBirthDates, [0, 0]],
] as const)('%s', (_, text, [least, most]) => {
  it('student aid shows no digit of any ID, and tells namesakes of one class apart', async () => {
    const { lines, masks } = await redact(text, 'student-aid');
    expect(masks.length).toBeGreaterThan(60);
    expect(masks.filter((mask) => /\d/.test(mask))).toEqual([]);
    expect(lines.filter((line) => line.includes('林志强（')).length).toBeGreaterThanOrEqual(2);
  });

  it('the general policy shows digits of namesakes only, and leaves a thousand candidates', async () => {
    const { report, masks, counts } = await redact(text, 'general');
    expect(report.verdict).toBe('masked');
    const shown = masks.filter((mask) => /\d/.test(mask));
    expect(shown.length).toBeGreaterThanOrEqual(least);
    expect(shown.length).toBeLessThanOrEqual(most);
    expect(counts.length).toBe(62);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(policy('general').residualCandidates);
  });

  it('no planted number is left, whatever the policy', async () => {
    for (const id of ['general', 'student-aid', 'strict', 'subsidy']) {
      const { lines } = await redact(text, id);
      const left = planted.filter((value) => lines.some((line) => line.includes(value)));
      expect(left).toEqual([]);
    }
  });
});

it('the general policy keeps no day of birth beside a number', async () => {
  const { lines } = await redact(withBirthDates, 'general');
  expect(lines.filter((line) => /,(?:19|20)\d\d-\d\d-\d\d,/.test(line))).toEqual([]);
  expect(lines.some((line) => /,199\d-\d\d,/.test(line))).toBe(true);
});

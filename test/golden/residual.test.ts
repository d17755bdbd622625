// How many identity numbers still fit a masked row, counted by trying them: region by region, day by day,
// number by number. The engine has a formula; this has not.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { createEngine } from '../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const THIS_YEAR = new Date().getFullYear();
const FUZHOU = '3501';
const ENOUGH = 1000;
const HEADER_ROW = 3;
const COLUMNS = { name: 1, sex: 2, id: 5 };

/** Every county of the city in whose name the list is published, as the file of codes has them. */
const counties = [
  ...new Set(
    readFileSync('rules/data/divisions.tsv', 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(
        ([code, , , , level, , , , source]) =>
          code?.startsWith(FUZHOU) && level === '3' && source === 'areacodes',
      )
      .map(([code = '']) => code),
  ),
];

const list: (string | number)[][] = XLSX.utils.sheet_to_json(
  XLSX.read(readFileSync('fixtures/scholarship/openpyxl.xlsx')).Sheets.获奖名单 as XLSX.WorkSheet,
  { header: 1, defval: '' },
);

/** The list as a workbook of its own, with a column of birth dates at its end where asked for. */
function workbook(withBirthDates: boolean): Uint8Array {
  const rows = list.map((row, index) => {
    if (!withBirthDates || row.length < 9) return row;
    const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(String(row[COLUMNS.id])) ?? [];
    return [...row, index === HEADER_ROW ? '出生日期' : year ? `${year}-${month}-${day}` : ''];
  });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '获奖名单');
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' });
}

const rowsOf = (bytes: Uint8Array): string[][] =>
  XLSX.utils
    .sheet_to_json<string[]>(XLSX.read(bytes).Sheets.获奖名单 as XLSX.WorkSheet, {
      header: 1,
      defval: '',
      raw: false,
    })
    .map((row) => row.map(String));

/** What some digits from a place on add to the sum of the standard: each times 2 to the power of its place from the right. */
const weight = (digits: string, from: number): number =>
  [...digits].reduce(
    (sum, digit, index) => sum + Number(digit) * (2 ** (17 - from - index) % 11),
    0,
  );

/** The check character makes the whole sum leave 1 when it is divided by 11; X stands for ten. */
const checkFor = (sum: number): number => (12 - (sum % 11)) % 11;

function daysOf(years: readonly [number, number], born: string | undefined): string[] {
  const days: string[] = [];
  const last = Date.UTC(years[1], 11, 31);
  for (let time = Date.UTC(years[0], 0, 1); time <= last; time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10);
    if (born === undefined || day.startsWith(born)) days.push(day.replaceAll('-', ''));
  }
  return days;
}

/** Tries every number of the city with this sex and these shown last digits. */
function numbersThatFit(
  sex: string,
  shownEnd: string,
  years: readonly [number, number],
  born: string | undefined,
): number {
  const parity = sex === '男' ? 1 : 0;
  const sequences = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))
    .filter((sequence) => Number(sequence) % 2 === parity)
    .filter((sequence) => shownEnd.length < 2 || sequence.endsWith(shownEnd.slice(-4, -1)))
    .map((sequence) => weight(sequence, 14));
  const days = daysOf(years, born).map((day) => weight(day, 6));
  const check = shownEnd.endsWith('X') ? 10 : Number(shownEnd.at(-1));
  let fitting = 0;
  for (const county of counties.map((code) => weight(code, 0)))
    for (const day of days)
      for (const sequence of sequences)
        if (shownEnd === '' || checkFor(county + day + sequence) === check) fitting++;
  return fitting;
}

const counted = new Map<string, number>();
const MOST_CENTURIES = 2;

/** A century of a city is sixty million numbers: it is tried for two of the namesakes. */
function countOnce(...args: Parameters<typeof numbersThatFit>): number | undefined {
  const key = JSON.stringify(args);
  const isCentury = args[3] === undefined;
  if (isCentury && !counted.has(key) && counted.size >= MOST_CENTURIES) return undefined;
  const count = counted.get(key) ?? numbersThatFit(...args);
  counted.set(key, count);
  return count;
}

/** A scholarship is for students of fifteen to twenty-six; whoever entered in 2016 was seventeen to twenty-one. */
function yearsFor(row: readonly string[]): readonly [number, number] {
  const entered = Number(/(20\d\d)级/.exec(row.join())?.[1]);
  return entered ? [entered - 21, entered - 17] : [THIS_YEAR - 26, THIS_YEAR - 15];
}

/** The numbers that fit what one row of the output shows; undefined where trying would take too long. */
function triedFor(row: readonly string[], born: string | undefined): number | undefined {
  const shown = (row[COLUMNS.id] ?? '').replaceAll('*', '');
  const years = yearsFor(row);
  // Where nothing is shown every day of those years fits.
  if (shown === '' && born === undefined)
    return counties.length * daysOf(years, undefined).length * 500;
  return countOnce(row[COLUMNS.sex] ?? '', shown, years, born);
}

it('the check character here is the one of the standard', () => {
  expect(checkFor(weight('11010519491231002', 0))).toBe(10);
  expect(checkFor(weight('44052418800101001', 0))).toBe(4);
});

describe.each([
  ['without birth dates', false],
  ['with a column of birth dates', true],
])('the scholarship list %s', (_, withBirthDates) => {
  it('under student aid shows no digit of any ID', async () => {
    const { output, report } = await engine.redact(
      { bytes: workbook(withBirthDates), name: '名单.xlsx' },
      { policy: 'student-aid' },
    );
    const ids = rowsOf(output as Uint8Array)
      .slice(HEADER_ROW + 1)
      .map((row) => row[COLUMNS.id] ?? '')
      .filter((cell) => cell !== '');
    expect(ids).toHaveLength(50);
    for (const id of ids) expect(id).toMatch(/^\*{18}$|^\*{15}$/);
    expect(report.verdict).toBe('masked');
  });

  it('under the general policy tells namesakes apart, and each row’s number of candidates is true', async () => {
    const { output, report } = await engine.redact(
      { bytes: workbook(withBirthDates), name: '名单.xlsx' },
      { policy: 'general' },
    );
    const rows = rowsOf(output as Uint8Array);
    const told = report.findings.filter(({ type }) => type === 'resident-id');
    expect(told).toHaveLength(50);
    for (const finding of told) {
      const row = rows[Number(finding.location.address.replace(/\D/g, '')) - 1] ?? [];
      const tried = triedFor(row, withBirthDates ? row.at(-1) : undefined);
      if (tried !== undefined) expect(finding.residualCandidates).toBe(tried);
      if ((finding.residualCandidates ?? 0) < ENOUGH) expect(finding.action).toBe('review');
    }
    const seats = Map.groupBy(
      rows.slice(HEADER_ROW + 1).filter((row) => row[COLUMNS.id]),
      // A month of birth that stays tells apart like a class.
      (row) => [...row.slice(COLUMNS.name, COLUMNS.id), withBirthDates && row.at(-1)].join(),
    );
    const ties = [...seats.values()].filter((group) => group.length > 1);
    expect(ties.length > 0).toBe(!withBirthDates);
    for (const group of ties) {
      const looks = group.map((row) => row[COLUMNS.name] + String(row[COLUMNS.id]));
      expect(new Set(looks).size).toBe(group.length);
    }
  });
});

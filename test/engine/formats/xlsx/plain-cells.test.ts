import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/engine/core/limits.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { xlsx } from '../../../../src/engine/formats/xlsx/xlsx.ts';
import { excelFile } from './excel-file.ts';

const STRINGS = [
  '<t>甲</t>',
  '<t>350102199003074515</t>',
  '<r><t>13900</t></r><r><t>001234</t></r>',
];

async function read(rows: string) {
  const bytes = excelFile({ rows, strings: STRINGS });
  const { segments } = await xlsx.open(bytes, surroundings(DEFAULT_LIMITS));
  return [...segments].map(({ text, cell, location }) => ({ text, cell, location }));
}

/** The same cells written so that they have to be walked through. */
const loosely = (rows: string) => rows.replaceAll('<c ', '<c  ').replaceAll('<row ', '<row  ');

const cells = (row: number) =>
  [
    `<c r="A${row}"><v>13900001234</v></c>`,
    `<c r="B${row}" t="s"><v>1</v></c>`,
    `<c t="s" r="C${row}" s="0"><v>2</v></c>`,
    `<c r="D${row}" s="0"/>`,
    `<c r="E${row}" t="inlineStr"><is><t>乙</t></is></c>`,
    `<c r="F${row}" t="str"><f>A${row}&amp;1</f><v>x&amp;y</v></c>`,
    `<c r="G${row}" t="str"><v>x&amp;y</v></c>`,
    `<c r="H${row}"><v></v></c>`,
    `<c r="I${row}" t="b"><v>1</v></c>`,
    `<c><v>7</v></c>`,
    `<c r="K${row}" note="13900001234"><v>8</v></c>`,
    `<c r='L${row}'><v>9</v></c>`,
    `<c r="M${row}" t="d"><v>2024-01-31</v></c>`,
  ] as const;

describe('a cell is read alike whether it is plain or has to be walked through', () => {
  it.each(cells(1).map((cell) => [cell]))('%s', async (cell) => {
    const rows = `<row r="1">${cell}</row>`;
    expect(await read(rows)).toEqual(await read(loosely(rows)));
  });

  it('in rows of any of them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat({ max: cells(1).length - 1 }), { maxLength: 5 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (all) => {
          const rows = all
            .map((kinds, index) => {
              const inside = kinds.map((kind) => cells(index + 1)[kind]).join('');
              return `<row r="${index + 1}" spans="1:9"${index === 2 ? ' hidden="1"' : ''}>${inside}</row>`;
            })
            .join('');
          expect(await read(rows)).toEqual(await read(loosely(rows)));
        },
      ),
      { numRuns: 60 },
    ));

  it('a hidden row among plain ones is told as hidden', async () => {
    const row = (number: number, more = '') =>
      `<row r="${number}"${more}><c r="A${number}"><v>${number}</v></c></row>`;
    const told = await read(row(1) + row(2) + row(3, ' hidden="1"') + row(4));
    expect(told.slice(0, 4).map(({ location }) => location.channel)).toEqual([
      'table',
      'table',
      'hidden',
      'table',
    ]);
  });
});

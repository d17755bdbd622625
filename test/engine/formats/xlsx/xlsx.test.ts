import { readFileSync } from 'node:fs';
import { xlsx } from '../../../../src/engine/formats/xlsx/xlsx.ts';
import { describeFormat } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { cellPlants } from './cell-plants.ts';
import { excelFile, inline, row, shared } from './excel-file.ts';
import { partPlants } from './part-plants.ts';

const fixture = (path: string) => () => readFileSync(`fixtures/${path}`);

describeFormat(xlsx, {
  name: 'list.xlsx',
  plants: [...cellPlants, ...partPlants],
  clean: {
    'a list made by LibreOffice': fixture('tender/libreoffice.xlsx'),
    'a list made by openpyxl': fixture('tender/openpyxl.xlsx'),
  },
});

describeMutations(
  'list.xlsx',
  excelFile({
    strings: ['<t>350102199003074515</t>'],
    rows: row(shared('A1', 0), inline('B1', '350102199003074515')),
  }),
  '350102199003074515',
  100,
);

import { readFileSync } from 'node:fs';
import { xlsx } from '../../../../src/engine/formats/xlsx/xlsx.ts';
import { describeFormat } from '../contract.ts';
import { cellPlants } from './cell-plants.ts';
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

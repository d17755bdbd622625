import { readFileSync } from 'node:fs';
import { docx } from '../../../../src/engine/formats/docx/docx.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { bodyPlants } from './body-plants.ts';
import { objectPlants } from './object-plants.ts';
import { partPlants } from './part-plants.ts';

const fixture = (path: string) => () => readFileSync(`fixtures/${path}`);
const plants: Plant[] = [...bodyPlants, ...partPlants, ...objectPlants];

describeFormat(docx, {
  name: 'notice.docx',
  plants,
  clean: {
    'a notice made by LibreOffice': fixture('tender/libreoffice.docx'),
    'a notice made by python-docx, with a thumbnail': fixture('tender/python-docx.docx'),
  },
});

import { readFileSync } from 'node:fs';
import { docx } from '../../../../src/engine/formats/docx/docx.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { bodyPlants } from './body-plants.ts';
import { objectPlants } from './object-plants.ts';
import { partPlants } from './part-plants.ts';
import { paragraph, run, wordFile } from './word-file.ts';

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

describeMutations(
  'notice.docx',
  wordFile({ body: paragraph(run('身份证号 350102199003074515')) }),
  '350102199003074515',
  100,
);

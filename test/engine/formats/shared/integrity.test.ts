import { expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import type { Plant } from '../contract.ts';
import { bodyPlants } from '../docx/body-plants.ts';
import { objectPlants } from '../docx/object-plants.ts';
import { partPlants as documentParts } from '../docx/part-plants.ts';
import { cellPlants } from '../xlsx/cell-plants.ts';
import { partPlants } from '../xlsx/part-plants.ts';
import { rootPlants } from '../xlsx/root-plants.ts';
import { brokenLinks, invalidValues } from './integrity.ts';
import { contentTypes, pack, rels } from './pack.ts';

const SECRET = '350102199003074515';
const masked = ({ outcome }: Plant) => outcome !== 'blind-spot';

for (const [name, plants] of Object.entries({
  'notice.docx': [...bodyPlants, ...documentParts, ...objectPlants],
  'list.xlsx': [...cellPlants, ...partPlants, ...rootPlants],
}))
  for (const plant of plants.filter(masked))
    it(`leaves ${name} with ${plant.what} whole`, async () => {
      const bytes = await plant.bytes(plant.secret === 'phone' ? '13900001234' : SECRET);
      const { output } = await redact({ bytes, name }, settings);
      expect(brokenLinks(output as Uint8Array)).toEqual(brokenLinks(bytes));
      expect(invalidValues(output as Uint8Array)).toEqual([]);
    });

it('forgets a part that it took out, in the list of types too', async () => {
  const bytes = pack({
    '[Content_Types].xml': contentTypes({
      'word/document.xml':
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      'word/vbaProject.bin': 'application/vnd.ms-office.vbaProject',
    }),
    '_rels/.rels': rels([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': rels([['rId1', 'vbaProject', 'vbaProject.bin']]),
    'word/document.xml':
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>',
    'word/vbaProject.bin': Buffer.from([0, 1, 2, 3]),
  });
  const { output, verdict } = await redact({ bytes, name: 'notice.docm' }, settings);
  expect(verdict).toBe('masked');
  expect(brokenLinks(output as Uint8Array)).toEqual([]);
});

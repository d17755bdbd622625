import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { paragraph, run, wordFile } from '../docx/word-file.ts';
import { excelFile, inline, row } from '../xlsx/excel-file.ts';

const SECRET = '350102199003074515';

/** The same archive with its folders parted by backslashes, as some Windows programs write them. */
function withBackslashes(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes);
  for (const [mark, header, lengthAt] of [
    ['PK\x03\x04', 30, 26],
    ['PK\x01\x02', 46, 28],
  ] as const)
    for (
      let at = file.indexOf(mark, 0, 'latin1');
      at >= 0;
      at = file.indexOf(mark, at + 1, 'latin1')
    ) {
      const name = file.subarray(at + header, at + header + file.readUInt16LE(at + lengthAt));
      name.forEach((byte, index) => {
        if (byte === 0x2f) name[index] = 0x5c;
      });
    }
  return file;
}

for (const [name, bytes] of Object.entries({
  'notice.docx': wordFile({ body: paragraph(run(`身份证号 ${SECRET}`)) }),
  'list.xlsx': excelFile({ rows: row(inline('A1', SECRET)) }),
  'sealed.ofd': readFileSync('fixtures/ofd/sealed.ofd'),
  'list.odt': readFileSync('fixtures/odf/notice.odt'),
  'all.zip': zipSync({ 'a/b/list.txt': Buffer.from(`身份证号 ${SECRET}`) }),
}))
  it(`masks ${name} when its folders are parted by backslashes`, async () => {
    const written = withBackslashes(bytes);
    expect(written.equals(bytes)).toBe(false);
    const { verdict, output } = await redact({ bytes: written, name }, settings);
    expect(verdict).toBe('masked');
    expect(leaks(output as Uint8Array, SECRET)).toEqual([]);
    const again = await redact({ bytes: output as Uint8Array, name }, settings);
    expect(again.verdict).toBe('clean');
  });

import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';

it('tells what to save a binary workbook as, and never takes it for another', async () => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['350102199003074515']]), '名单');
  const bytes: Buffer = XLSX.write(book, { type: 'buffer', bookType: 'xlsb' });
  await expect(redact({ bytes, name: '名单.xlsb' }, settings)).rejects.toMatchObject({
    code: 'format-unsupported',
    detail: expect.stringContaining('XLSX'),
  });
});

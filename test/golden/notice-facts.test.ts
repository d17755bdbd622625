// When a notice is on display and who publishes it, read from the files themselves.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const noticeIn = async (file: string) => {
  const bytes = readFileSync(`fixtures/scholarship/${file}`);
  return (await engine.redact({ bytes, name: file }, { policy: 'student-aid' })).report.notice;
};

for (const file of [
  'utf-8.txt',
  'gb18030.csv',
  'openpyxl.xlsx',
  'libreoffice.xlsx',
  'python-docx.docx',
  'libreoffice.docx',
  'reportlab.pdf',
  'libreoffice.pdf',
])
  it(`${file} is on display from 9 to 15 November 2017, and says so itself`, async () => {
    expect(await noticeIn(file)).toMatchObject({
      publisher: '福州市学生资助管理中心',
      written: '2017-11-09',
      period: { start: '2017-11-09', end: '2017-11-15', source: 'text', counted: false },
    });
  });

import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';
import { everyPart } from '../../inflate.ts';
import { paragraph, run, wordFile } from '../formats/docx/word-file.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const ID = '350102199003070012';

/** All that can be unpacked from what is published. */
async function published(bytes: Uint8Array, name: string, policy: string): Promise<string> {
  const { output, report } = await engine.redact({ bytes, name }, { policy });
  expect(report.verdict).toBe('masked');
  return everyPart(output as Uint8Array)
    .map((part) => Buffer.from(part.bytes).toString())
    .join('\n');
}

const PAGE = `<html><body><table><tr><th>姓名</th><th>身份证号</th><th>出生日期</th></tr>
<tr><td>张伟</td><td>${ID}</td><td data-value="19900307"><time datetime="1990-03-07" title="1990/3/7">1990年3月7日</time></td></tr>
</table><p title="2024-05-06">公示</p></body></html>`;

const cell = (inside: string) => `<w:tc>${paragraph(inside)}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
const PICKER = `<w:sdt><w:sdtPr><w:date w:fullDate="1990-03-07T00:00:00Z"><w:dateFormat w:val="yyyy"/></w:date></w:sdtPr><w:sdtContent>${run('1990年3月7日')}</w:sdtContent></w:sdt>`;

/** A list whose date stands in a content control, as Word writes it. */
const LETTER = wordFile({
  body: `<w:tbl>${row(run('姓名'), run('身份证号'), run('出生日期'))}${row(run('张伟'), run(ID), PICKER)}</w:tbl>`,
});

describe('a date of birth that is cut or hidden', () => {
  it.each(['general', 'student-aid'])('stands in no attribute of a page: %s', async (policy) => {
    const text = await published(new TextEncoder().encode(PAGE), '名单.html', policy);
    for (const form of ['19900307', '1990-03-07', '1990/3/7', '3月7日'])
      expect(text).not.toContain(form);
    expect(text).toContain('title="2024-05-06"');
  });

  it('is told once where an attribute names it as well', async () => {
    const named = PAGE.replace('title="1990/3/7"', 'title="出生日期：1990-03-07"');
    const { report } = await engine.redact(
      { bytes: new TextEncoder().encode(named), name: '名单.html' },
      { policy: 'general' },
    );
    const days = report.findings.filter(({ type }) => type === 'birth-date');
    expect(days.map(({ location }) => location.channel)).toEqual([
      'table',
      'hidden',
      'hidden',
      'hidden',
    ]);
  });

  it.each(['general', 'student-aid'])('stands in no date picker of Word: %s', async (policy) => {
    const text = await published(LETTER, '名单.docx', policy);
    for (const form of ['1990-03-07', '3月7日']) expect(text.includes(form)).toBe(false);
    // Only a date may stand there, or Word would not open the file.
    expect(text.includes('w:fullDate="1900-01-01T00:00:00"')).toBe(true);
  });
});

import fc from 'fast-check';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { DocumentError } from '../../../src/engine/core/errors.ts';
import { mayPublish } from '../../../src/engine/core/verdict.ts';
import { redact } from '../../../src/engine/pipeline/redact.ts';
import { settings } from '../settings.ts';

const SECRET = '350102199003074515';
const utf8 = (text: string) => Buffer.from(text);
const list = `姓名,身份证号,"备注"\r\n张三,${SECRET},"甲""乙,\n丙"\r\n李四,"=""${SECRET}""",\r\n`;
const page =
  `<!DOCTYPE html><title>公示</title><table><tr><th>证号<td>${SECRET}<!-- ${SECRET} --></table>` +
  `<script>var a = ["${SECRET}", ${SECRET}]</script><a href="tel:1" title='${SECRET}'>甲&nbsp;</a>` +
  `<iframe srcdoc="&lt;b>${SECRET}&lt;/b>"></iframe>`;
const mail = [
  'MIME-Version: 1.0',
  `Subject: =?utf-8?B?${Buffer.from(`公示${SECRET}`).toString('base64')}?=`,
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: text/html',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  `<p>=E5=85=AC ${SECRET}</p>`,
  '--b',
  'Content-Type: text/csv; name="a.csv"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(list).toString('base64'),
  '--b--',
  '',
].join('\r\n');

const FILES: Readonly<Record<string, Buffer>> = {
  'a.txt': utf8(`公示\r\n张三 ${SECRET}\n\\u0033${SECRET.slice(1)} &#51;\n`),
  'gbk.txt': iconv.encode(`公示镕\r\n张三 ${SECRET}。\n`, 'gb18030'),
  'utf16.txt': iconv.encode(`一公示\r\n张三 ${SECRET}。\n`, 'utf-16le', { addBOM: false }),
  'a.csv': utf8(list),
  'a.json': utf8(
    `{"人":[{"身份证号":"${SECRET}","n":${SECRET}},"\\u4e00"],"${SECRET}":{"x":null}}`,
  ),
  'a.xml': utf8(
    `<?xml version="1.0"?><a 号="${SECRET}"><p>${SECRET}&#51;</p><!-- ${SECRET} --></a>`,
  ),
  'a.html': utf8(page),
  'a.mht': utf8(mail),
  'a.zip': Buffer.from(zipSync({ 'a.csv': utf8(list), [`${SECRET}.txt`]: utf8(`号 ${SECRET}`) })),
};

type Damage = { kind: string; at: number; length: number; byte: number };
const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'drop', 'double', 'insert'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 12 }),
  byte: fc.constantFrom(0, 0x0a, 0x22, 0x26, 0x3c, 0x3e, 0x5c, 0x80, 0xb0, 0xff),
});

function damaged(bytes: Buffer, { kind, at: wished, length, byte }: Damage): Buffer {
  if (bytes.length === 0) return bytes;
  const at = wished % bytes.length;
  const before = bytes.subarray(0, at);
  const piece = bytes.subarray(at, at + length);
  const after = bytes.subarray(at + length);
  if (kind === 'cut') return before;
  if (kind === 'drop') return Buffer.concat([before, after]);
  if (kind === 'double') return Buffer.concat([before, piece, piece, after]);
  if (kind === 'insert') return Buffer.concat([before, Buffer.from([byte]), piece, after]);
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8((flipped[at] as number) ^ (1 << (length % 8)), at);
  return flipped;
}

/** The number on its own: damage may cut it or glue digits to it, and then it is another one. */
const ALONE = new RegExp(`(?<![0-9A-Za-z])${SECRET}(?![0-9A-Za-z])`);
const readable = (bytes: Uint8Array) =>
  (['latin1', 'utf16le'] as const).some((encoding) =>
    ALONE.test(Buffer.from(bytes).toString(encoding)),
  );

for (const [name, file] of Object.entries(FILES))
  it(`gives a proven file or refuses when ${name} is damaged`, () =>
    fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const upload = { bytes: damages.reduce(damaged, file), name };
        const outcome = await redact(upload, settings).catch((error: unknown) => {
          if (!(error instanceof DocumentError)) throw error;
        });
        const released = outcome && mayPublish(outcome.verdict) ? outcome.output : undefined;
        expect(released !== undefined && readable(released)).toBe(false);
      }),
      { numRuns: 60 },
    ));

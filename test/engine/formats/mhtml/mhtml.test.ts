import { expect, it } from 'vitest';
import { mhtml } from '../../../../src/engine/formats/mhtml/mhtml.ts';
import { formatOf, surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';

const base64 = (text: string | Buffer) =>
  Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
/** As a mail program writes it: everything beyond ASCII and every eighth character escaped. */
const quoted = (text: string) =>
  [...Buffer.from(text)]
    .map((byte, index) =>
      byte > 126 || byte === 61 || index % 8 === 0
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('')
    .replaceAll(/(?:=..|[^=]){60}/g, '$&=\r\n');

const HEAD = [
  'From: <Saved by Blink>',
  'Subject: =?utf-8?B?5YWs56S6?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; type="text/html";',
  '\tboundary="----Boundary--42----"',
].join('\r\n');

/** A page saved by a browser: headers, then parts, each with its own headers. */
const message = (parts: readonly string[], head = HEAD, loose = '') =>
  Buffer.from(
    `${head}\r\n\r\n${loose}\r\n` +
      parts.map((part) => `------Boundary--42----\r\n${part}\r\n`).join('') +
      '------Boundary--42------\r\n',
    'latin1',
  );
const part = (type: string, encoding: string, body: string, more = '') =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n${more}` +
  `Content-Location: https://example.gov.cn/a\r\n\r\n${body}`;

const deepMessage = (depth: number): Buffer => {
  let body = 'Content-Type: text/plain\r\n\r\nx';
  for (let level = depth; level > 0; level--)
    body = `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n${body}\r\n--b${level}--`;
  return Buffer.from(`MIME-Version: 1.0\r\n${body}\r\n`);
};

const plant = (
  channel: Plant['channel'],
  what: string,
  bytes: (secret: string) => Buffer,
): Plant => ({ channel, what, bytes });

describeFormat(mhtml, {
  name: '公示.mht',
  plants: [
    {
      ...plant('hidden', 'a base64 part whose lines say something else each by itself', (n) => {
        const lines = base64(`<p>${'公示'.repeat(40)}</p>`);
        return message([
          part('text/html', 'base64', `AAAAA\r\n${lines}\r\n${base64(`<p>${n}</p>`)}`),
        ]);
      }),
      outcome: 'blind-spot',
    },
    plant('metadata', 'a number in base64 in a line that broke into the headers', (n) =>
      message([part('text/html', '7bit', '<p>x</p>', `${base64(`<p>证号 ${n}</p>`)}\r\n`)]),
    ),
    plant('hidden', 'a number in base64 between the parts', (n) =>
      message([part('text/html', '7bit', '<p>x</p>')], HEAD, `${base64(`<p>证号 ${n}</p>`)}\r\n`),
    ),
    plant('hidden', 'a number behind the last part', (n) =>
      Buffer.concat([message([part('text/html', '7bit', '<p>x</p>')]), Buffer.from(n)]),
    ),
    plant('metadata', 'a number in a header that goes on in the next line', (n) =>
      message(
        [part('text/html', '7bit', '<p>x</p>')],
        `${HEAD}\r\nX-Note: ${n.slice(0, 9)}\r\n\t${n.slice(9)}`,
      ),
    ),
    plant('body', 'a number in a script of the page', (n) =>
      message([
        part('text/javascript', '7bit', `show("${[...n].map((c) => `\\x3${c}`).join('')}")`),
      ]),
    ),
    {
      ...plant('hidden', 'a message that lies too deep in messages', () => deepMessage(40)),
      outcome: 'blind-spot',
    },
    plant('body', 'a number in a quoted-printable page', (n) =>
      message([part('text/html', 'quoted-printable', quoted(`<p>张三身份证号${n},公示</p>`))]),
    ),
    plant('body', 'a number in a base64 page', (n) =>
      message([part('text/html; charset=utf-8', 'base64', base64(`<p>张三 ${n}</p>`))]),
    ),
    plant('body', 'a number in a plain part', (n) =>
      message([part('text/plain', '7bit', `ID ${n}`)]),
    ),
    plant('body', 'a number in a message inside a message', (n) =>
      message([
        part('message/rfc822', '7bit', `Subject: x\r\nMIME-Version: 1.0\r\n\r\nID ${n}\r\n`),
      ]),
    ),
    plant('body', 'a number in a part of a part', (n) =>
      message([
        `Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n\r\nID ${n}\r\n--in--\r\n`,
      ]),
    ),
    plant('table', 'a number in an attached list', (n) =>
      message([
        part('application/octet-stream; name="a.csv"', 'base64', base64(`姓名,证号\n张三,${n}\n`)),
      ]),
    ),
    plant('metadata', 'a number in an encoded subject', (n) =>
      message([], HEAD.replace('5YWs56S6', base64(`公示${n}名单`))),
    ),
    plant('metadata', 'a number over two encoded words', (n) =>
      message(
        [],
        HEAD.replace(
          '=?utf-8?B?5YWs56S6?=',
          `=?gbk?Q?=B9=AB${n.slice(0, 9)}?=\r\n =?gbk?Q?${n.slice(9)}?=`,
        ),
      ),
    ),
    plant('metadata', 'a number in the name of a part', (n) =>
      message([
        part('text/css', '7bit', 'p {}', `Content-Disposition: inline; filename=${n}.css\r\n`),
      ]),
    ),
    plant('hidden', 'a number between the parts', (n) => message([], HEAD, `ID ${n}\r\n`)),
    {
      channel: 'image',
      what: 'a picture',
      outcome: 'blind-spot',
      bytes: () =>
        message([
          part(
            'image/png',
            'base64',
            base64(Buffer.from(`\x89PNG\r\n\x1a\n${'\0\x01'.repeat(200)}`, 'latin1')),
          ),
        ]),
    },
  ],
  clean: {
    'a saved page': () =>
      message([
        part('text/html', 'quoted-printable', '<p>=E5=85=AC=E7=A4=BA</p>=20\r\n'),
        part('text/css', 'base64', base64('p { color: red }')),
      ]),
  },
});

it('knows a page that Word saved as .doc by its content', () => {
  const bytes = message([part('text/html', '7bit', '<p>x</p>')]);
  expect(formatOf(bytes, '公示.doc').id).toBe('mhtml');
});

it('packs a masked part as it was packed and leaves the others byte for byte', async () => {
  const long = `<p>${'公示=名单 \r\n'.repeat(9)}${'公=a'.repeat(70)} 350102199003074515 </p>`;
  const bytes = message([
    part('text/html', 'quoted-printable', quoted(long)),
    part('text/plain', 'base64', base64('另一部分')),
  ]);
  const { output } = await redact({ bytes, name: 'a.eml' }, settings);
  const text = Buffer.from(output ?? []).toString('latin1');
  const [, first = '', second] = text.split('------Boundary--42----\r\n');
  expect(second).toBe(bytes.toString('latin1').split('------Boundary--42----\r\n')[2]);
  expect(Math.max(...first.split('\r\n').map(({ length }) => length))).toBeLessThan(77);
  const body = first.slice(first.indexOf('\r\n\r\n') + 4, -2);
  const plain = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  expect(Buffer.from(plain, 'latin1').toString()).toBe(
    long.replace('350102199003074515', '*'.repeat(18)),
  );
});

it('asks a person about a part that nobody can unpack', async () => {
  const bytes = message([part('text/html', 'x-uuencode', 'begin 644 a\r\n#86)C\r\nend\r\n')]);
  expect((await redact({ bytes, name: 'a.mht' }, settings)).verdict).toBe('review');
});

it('reads a message with a hundred thousand header fields', async () => {
  const bytes = Buffer.from(`MIME-Version: 1.0\r\n${'a: b\r\n'.repeat(200_000)}\r\nID 1`);
  const document = await mhtml.open(bytes, surroundings(settings.limits));
  expect(Array.from(document.segments).length).toBe(200_002);
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  boundaryOf,
  MalformedForm,
  readForm,
  writeForm,
} from '../../../src/service/gate/multipart.ts';
import { decodeField, encodeField } from '../../../src/service/gate/url-encoded.ts';

/** A form as Node's own fetch writes it: a program that is not ours. */
async function form(fill: (data: FormData) => void) {
  const data = new FormData();
  fill(data);
  const request = new Request('http://localhost', { method: 'POST', body: data });
  const contentType = request.headers.get('content-type') ?? '';
  return { body: Buffer.from(await request.arrayBuffer()), boundary: boundaryOf(contentType) };
}

it('reads the fields and files of a form and writes it back byte for byte', async () => {
  const file = randomBytes(5000);
  const { body, boundary } = await form((data) => {
    data.append('title', '公示');
    data.append('file', new Blob([file]), '名单 "一".xlsx');
    data.append('empty', '');
  });
  const parts = readForm(body, boundary);
  expect(parts.map(({ name, fileName }) => [name, fileName])).toEqual([
    ['title', undefined],
    ['file', '名单 %22一%22.xlsx'],
    ['empty', undefined],
  ]);
  expect(parts[1]?.body.equals(file)).toBe(true);
  expect(writeForm(parts, boundary).equals(body)).toBe(true);
});

const part = (head: string, text = 'x') => `--b\r\n${head}\r\n\r\n${text}\r\n`;
const NAMED = 'Content-Disposition: form-data; name="a"';
it.each([
  ['a preamble', `x\r\n${part(NAMED)}--b--\r\n`],
  ['no end', part(NAMED)],
  ['text behind the end', `${part(NAMED)}--b--\r\nmore`],
  ['a boundary that goes on', `--bb\r\n${NAMED}\r\n\r\nx\r\n--b--`],
  ['bare line feeds', `--b\n${NAMED}\n\nx\n--b--\n`],
  ['a folded header', `${part(`${NAMED};\r\n filename="x"`)}--b--`],
  ['two dispositions', `${part(`${NAMED}\r\n${NAMED}; filename="x"`)}--b--`],
  ['two file names', `${part(`${NAMED}; filename="x"; filename="y"`)}--b--`],
  ['a part without a name', `${part('Content-Disposition: form-data')}--b--`],
  ['a file name in another charset', `${part(`${NAMED}; filename*=UTF-16''%003%005`)}--b--`],
  ['a file name that some decode', `${part(`${NAMED}; filename="=?utf-8?B?MzUwMQ==?="`)}--b--`],
  ['a head without an end in sight', `${part(`${NAMED}\r\nX: ${'x'.repeat(20_000)}`)}--b--`],
  ['a base64 part', `${part(`${NAMED}\r\nContent-Transfer-Encoding: base64`)}--b--`],
])('refuses a form with %s, which two readers could understand differently', (_, text) =>
  expect(() => readForm(Buffer.from(text), 'b')).toThrow(MalformedForm),
);

it.each(['binary', '8bit', ' 7bit '])(
  'takes a part that is sent as it is, and says so: %s',
  (how) => {
    const text = `${part(`${NAMED}\r\nContent-Transfer-Encoding: ${how}`)}--b--`;
    expect(readForm(Buffer.from(text), 'b')).toHaveLength(1);
  },
);

it('reads both names of a file: which one a server takes is not known', () => {
  const both = `${NAMED}; filename="a.txt"; filename*=UTF-8''%E5%90%8D.txt`;
  const [one] = readForm(Buffer.from(`${part(both)}--b--`), 'b');
  expect(one?.fileName).toBe('a.txt 名.txt');
});

it('writes no form in which a mask made a boundary of what was none', () => {
  const parts = readForm(Buffer.from(`${part(NAMED)}--b--`), 'b');
  const masked = parts.map((one) => ({ ...one, body: Buffer.from('x\r\n--b--') }));
  expect(() => writeForm(masked, 'b')).toThrow(MalformedForm);
});

it('is not kept busy by a head of nothing but blanks', () => {
  const text = `${part(`${NAMED}${' '.repeat(1_000_000)}x`)}--b--`;
  expect(() => readForm(Buffer.from(text), 'b')).toThrow(MalformedForm);
});

it('never fails in another way, whatever comes', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('--b', '\r\n', NAMED, '; filename="x"', 'y', '--', '\n') }),
      (text) => {
        try {
          const body = Buffer.from(`--b${text}`);
          expect(writeForm(readForm(body, 'b'), 'b').toString().startsWith('--b')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedForm);
        }
      },
    ),
  ));

it('decodes and encodes form fields as browsers do', () => {
  expect(
    encodeField(decodeField(new URLSearchParams({ a: '张 三&=+%' }).toString().slice(2))),
  ).toBe(new URLSearchParams({ a: '张 三&=+%' }).toString().slice(2));
  expect(decodeField('%C4%EA%zz+').toString('latin1')).toBe('\u00c4\u00ea%zz ');
});

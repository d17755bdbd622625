import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyPart, type Part } from './inflate.ts';
import { PDF_READERS } from './outside-readers.ts';

type View = readonly [name: string, text: string];

/** The places of a file where one of the values can still be read, each as `part: view`. Empty is what we want. */
export function leaks(bytes: Uint8Array, ...values: readonly string[]): string[] {
  const parts = [...everyPart(bytes), ...outsideReadings(bytes)];
  return [...new Set(parts.flatMap((part) => leaksOfPart(part, values)))];
}

function leaksOfPart({ path, bytes }: Part, values: readonly string[]): string[] {
  const plain = values.map((value) => value.normalize('NFKC'));
  return viewsOf(Buffer.from(bytes))
    .filter(([, text]) => {
      const digits = digitsOf(text);
      return plain.some((value) => text.includes(value) || digits.includes(digitsToFind(value)));
    })
    .map(([view]) => `${path || 'file'}: ${view}`);
}

/** The check character of an identity number follows from the others, so 17 of 18 are a leak. */
function digitsToFind(value: string): string {
  const plain = value.replaceAll(/[\s-]/g, '');
  return /^\d{17}[\dXx]$/.test(plain) ? plain.slice(0, 17) : digitsOf(plain) || NOTHING;
}

/** Stands in no text. */
const NOTHING = '-';

/** Nothing but digits: drops separators, zero-width characters and the NULs of UTF-16. */
const digitsOf = (text: string) => text.replaceAll(/[^0-9]/g, '');

/** The same bytes through the eyes of several readers. */
function viewsOf(bytes: Buffer): View[] {
  const texts: View[] = [
    ['bytes', bytes.toString('latin1')],
    ['UTF-8', decoded('utf-8', bytes)],
    ['UTF-16LE', decoded('utf-16le', bytes)],
    ['UTF-16BE', decoded('utf-16be', bytes)],
    ['GB18030', decoded('gb18030', bytes)],
  ];
  return texts.flatMap(([name, text]): View[] => {
    const plain = text.normalize('NFKC');
    return [
      [name, plain],
      [`${name} without tags`, withoutTags(plain)],
      [`${name} unescaped`, withoutTags(unescaped(plain))],
      [`${name}, strings in brackets`, bracketed(plain)],
      [`${name}, hex strings`, hexStrings(plain)],
    ];
  });
}

const decoded = (encoding: string, bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes);

const withoutTags = (text: string) => text.replaceAll(/<[^<>]*>/g, '');

/** XML, JSON, URL and RTF escapes, undone twice for what was escaped twice. */
function unescaped(text: string): string {
  const once = (escaped: string) =>
    escaped
      .replaceAll(/&amp;/g, '&')
      .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, hex) => character(Number.parseInt(hex, 16)))
      .replaceAll(/&#(\d{1,7});/g, (_, decimal) => character(Number(decimal)))
      .replaceAll(/&lt;/g, '<')
      .replaceAll(/&gt;/g, '>')
      .replaceAll(/\\u\{?([0-9a-f]{4})\}?/gi, (_, hex) => character(Number.parseInt(hex, 16)))
      .replaceAll(/(?:%|\\x|\\'|=)([0-9a-f]{2})/gi, (_, hex) =>
        character(Number.parseInt(hex, 16)),
      );
  return once(once(text)).normalize('NFKC');
}

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** The strings of PDF operators: `[(1101) -20 (05)] TJ` reads 110105. */
const bracketed = (text: string) =>
  [...text.matchAll(/\(((?:\\[\s\S]|[^\\()])*)\)/g)]
    .map(([, inside = '']) =>
      inside.replaceAll(/\\([0-7]{1,3})/g, (_, octal) => character(Number.parseInt(octal, 8))),
    )
    .join('');

const hexStrings = (text: string) =>
  [...text.matchAll(/<([0-9A-Fa-f\s]{2,})>/g)]
    .map(([, hex = '']) => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString('latin1'))
    .join('');

/** What other people's readers make of a PDF, as far as they are installed: glyphs need a font to be read. */
function outsideReadings(bytes: Uint8Array): Part[] {
  if (Buffer.from(bytes.subarray(0, 1024)).indexOf('%PDF-') < 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-test-'));
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, bytes);
    return PDF_READERS.flatMap(([command, ...args]) => {
      const { stdout, error } = spawnSync(
        command,
        args.map((arg) => (arg === 'FILE' ? file : arg)),
        { maxBuffer: 512 * 1024 * 1024, timeout: 60_000 },
      );
      return error ? [] : [{ path: command, bytes: stdout }];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

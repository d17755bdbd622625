// Looks for planted values wherever a service leaves bytes behind, in every form they could have been written in.
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import pg from 'pg';

/** A value in the encodings of files, and as a database or a log would spell bytes. */
function formsOf(value: string): Buffer[] {
  const utf8 = Buffer.from(value);
  // Base64 of text that begins elsewhere in its group of three: the ends depend on the neighbours.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4)
      .replace(/.{0,4}$/, ''),
  );
  return [
    utf8,
    Buffer.from(value, 'utf16le'),
    Buffer.from(value, 'utf16le').swap16(),
    iconv.encode(value, 'gb18030'),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(encodeURIComponent(value)),
    Buffer.from(
      JSON.stringify(value)
        .replaceAll(/[^\0-\x7f]/g, escaped)
        .slice(1, -1),
    ),
    ...base64.filter((text) => text.length >= 8).map((text) => Buffer.from(text)),
  ];
}

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Which planted values some bytes hold, by their places in `values`. */
export function finder(values: readonly string[]): (bytes: Buffer) => number[] {
  const forms = values.map(formsOf);
  return (bytes) =>
    forms.flatMap((some, index) => (some.some((form) => bytes.includes(form)) ? [index] : []));
}

/** Paths of files that hold a value, or whose name does. What disappears while it is looked at is gone. */
export function filesWith(folder: string, values: readonly string[]): string[] {
  const find = finder(values);
  return entriesOf(folder)
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => find(Buffer.from(path)).length > 0 || find(bytesOf(path)).length > 0);
}

const entriesOf = (folder: string): Dirent[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Tables, the queue's included, of which a row read as text holds a value: in the files a row may be compressed. */
export async function tablesWith(
  connection: pg.ClientConfig,
  values: readonly string[],
): Promise<{ readonly rows: number; readonly tables: readonly string[] }> {
  const find = finder(values);
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows: all } = await client.query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const tables: string[] = [];
    let rows = 0;
    for (const { name } of all) {
      const found = await client.query(`select t::text as row from ${name} t`);
      rows += found.rows.length;
      if (found.rows.some(({ row }) => find(Buffer.from(row)).length > 0)) tables.push(name);
    }
    return { rows, tables };
  } finally {
    await client.end();
  }
}

// Looks for planted numbers wherever a service leaves bytes behind.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { finder } from './finder.ts';

/** Paths of files that hold a number, or whose name does. What disappears while it is looked at is gone. */
export function filesWith(folder: string, numbers: readonly string[]): string[] {
  const find = finder(numbers);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => find(Buffer.from(path)).length > 0 || find(bytesOf(path)).length > 0);
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Tables, the queue's included, of which a row read as text holds a number: in the files a row may be compressed. */
export async function tablesWith(
  connection: pg.ClientConfig,
  numbers: readonly string[],
): Promise<{ readonly rows: number; readonly tables: readonly string[] }> {
  const find = finder(numbers);
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

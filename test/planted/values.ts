// The numbers of invented people that the fixtures hold and every policy hides.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

interface Group {
  readonly planted?: Readonly<Record<string, readonly string[]>>;
}

const NUMBER = /^\d{10,}X?$/i;
const NOT_SENT = new Set(['.json', '.md', '.py']);

export function plantedValues(): string[] {
  const manifest: Record<string, Group> = JSON.parse(
    readFileSync('fixtures/manifest.json', 'utf8'),
  );
  const channels: Record<string, Record<string, string>> = JSON.parse(
    readFileSync('fixtures/channels/planted.json', 'utf8'),
  );
  const all = [
    ...Object.values(manifest).flatMap(({ planted = {} }) => Object.values(planted).flat()),
    ...Object.values(channels).flatMap((corners) => Object.values(corners)),
  ];
  return [...new Set(all.filter((value) => NUMBER.test(value)))];
}

/** Every document of the fixtures. */
export const fixtureFiles = (): string[] =>
  readdirSync('fixtures', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_SENT.has(extname(entry.name)))
    .map(({ parentPath, name }) => join(parentPath, name));

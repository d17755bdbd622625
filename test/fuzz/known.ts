import { readdirSync, readFileSync } from 'node:fs';

const read = (file: string) => JSON.parse(readFileSync(`fixtures/${file}`, 'utf8'));
const manifest: { readonly scholarship: { files: string[]; planted: Record<string, string[]> } } =
  read('manifest.json');
const channels: Readonly<Record<string, Readonly<Record<string, string>>>> =
  read('channels/planted.json');

/** The files that are damaged. */
export const FILES: readonly string[] = [
  ...manifest.scholarship.files,
  ...readdirSync('fixtures/channels').map((file) => `channels/${file}`),
];

/** Numbers that carry a check: damage may well put the others under a wrong header. */
export const KNOWN: ReadonlySet<string> = new Set(
  [
    ...(manifest.scholarship.planted['resident-id'] ?? []),
    ...(manifest.scholarship.planted['bank-card'] ?? []),
    ...Object.values(channels).flatMap((corners) => Object.values(corners)),
  ].filter((number) => number.length >= 18),
);

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A county, prefecture or province as it was ever called. */
interface Division {
  readonly code: string;
  readonly name: string;
}

/** What residence codes and names of places tell about a number. */
export interface Divisions {
  /** The code of every county that was ever in use. */
  readonly counties: readonly string[];
  /** Names with their codes, the most particular first. */
  readonly named: readonly Division[];
}

/** Reads `divisions.tsv` of the data folder; `SOURCES.md` there says where it comes from. */
export async function loadDivisions(dataFolder: string): Promise<Divisions> {
  const lines = (await readFile(join(dataFolder, 'divisions.tsv'), 'utf8')).trimEnd().split('\n');
  const rows = lines.slice(1).map((line) => line.split('\t'));
  // The other sources of the file add groupings (市辖区) and odd prefixes: no places people come from.
  const official = rows.filter((row) => row[8] === 'areacodes');
  const counties = new Set(official.filter((row) => row[4] === '3').map(([code = '']) => code));
  const named = official
    .map(([code = '', name = '', , , , , until = '']) => ({ code, name, until }))
    .filter(({ name, until }) => name.length > 2 && until === '')
    .toSorted((a, b) => Number(b.code) - Number(a.code));
  return { counties: [...counties], named };
}

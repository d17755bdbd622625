import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse } from 'yaml';

const Words = Type.Array(Type.String({ minLength: 1 }));
const Field = Type.Object(
  {
    /** Words that say it before a value or at the head of a column. */
    labels: Type.Optional(Words),
    /** Words that say it only at the head of a column or left of the cell. */
    headers: Type.Optional(Words),
    /** What cannot stand under such a label: a number without a check, or any number of a person. */
    denies: Type.Optional(Type.Enum(['unchecked', 'all'])),
  },
  { additionalProperties: false },
);
const WordsSchema = Type.Object(
  {
    fields: Type.Record(Type.String(), Field),
    /** Kinds of lists by the words of their titles, and the ages of the people on them. */
    lists: Type.Array(
      Type.Object(
        { words: Words, ages: Type.Tuple([Type.Integer(), Type.Integer()]) },
        { additionalProperties: false },
      ),
    ),
    /** Labels of an office's own telephone, mailbox or address. */
    office: Words,
    /** What else stands among an office's contacts. */
    contacts: Words,
    /** Labels and words beside a telephone that make it a person's. */
    person: Words,
    /** Words near an account that make it an organisation's. */
    organisationAccount: Words,
    /** What the name of an organisation ends in. */
    payee: Words,
    organisationEndings: Words,
  },
  { additionalProperties: false },
);
const schema = Compile(WordsSchema);

/** The facts in `rules/data/` that rules lean on; `SOURCES.md` there says where they come from. */
export interface RuleData {
  readonly words: Static<typeof WordsSchema>;
  /** Card lengths of every bank identification number. */
  readonly bins: ReadonlyMap<string, readonly number[]>;
  /** Every six-digit division code that was ever in use. */
  readonly regions: ReadonlySet<string>;
  /** Number lengths of every mobile prefix. */
  readonly mobilePrefixes: ReadonlyMap<string, number>;
  /** Places a subscriber's number may have under an area code. */
  readonly areaCodes: ReadonlyMap<string, readonly number[]>;
  readonly surnames: ReadonlySet<string>;
  /** Province characters of plates. */
  readonly plateProvinces: ReadonlySet<string>;
}

export async function loadRuleData(folder: string): Promise<RuleData> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const table = async (name: string) =>
    (await read(name))
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
  const words: unknown = parse(await read('words.yaml'));
  if (!schema.Check(words)) {
    const [first] = schema.Errors(words);
    throw new Error(`words.yaml: ${first?.instancePath} ${first?.message}`);
  }
  const bins = Map.groupBy(await table('bank_bins.tsv'), ([bin = '']) => bin);
  return {
    words,
    bins: new Map([...bins].map(([bin, rows]) => [bin, rows.map((row) => Number(row[1]))])),
    regions: new Set((await table('divisions.tsv')).map(([code = '']) => code)),
    mobilePrefixes: new Map(
      (await table('mobile_prefixes.tsv')).map(([prefix = '', length]) => [prefix, Number(length)]),
    ),
    areaCodes: new Map(
      (await table('landline_area_codes.tsv')).map(([code = '', , digits = '']) => [
        code,
        digits.split(/\D+/).map(Number),
      ]),
    ),
    surnames: new Set((await table('surnames.tsv')).map(([surname = '']) => surname)),
    plateProvinces: new Set((await table('plate_codes.tsv')).map(([code = '']) => code.charAt(0))),
  };
}

import { posix } from 'node:path';
import * as XLSX from 'xlsx';

/** The parts of a package by name, as SheetJS unpacks them. */
export function unpacked(bytes: Uint8Array): Map<string, string> {
  const { FullPaths, FileIndex } = XLSX.CFB.read(bytes, { type: 'buffer' });
  return new Map(
    (FullPaths as string[])
      .map((path, index): [string, string] => [
        path.replace(/^[^/]*\//, ''),
        Buffer.from((FileIndex[index]?.content ?? []) as Uint8Array).toString('utf8'),
      ])
      .filter(([name]) => name !== '' && !name.endsWith('/')),
  );
}

/** What a package names and does not have: a reader would offer to repair it. */
export function brokenLinks(bytes: Uint8Array): string[] {
  const parts = unpacked(bytes);
  const types = parts.get('[Content_Types].xml') ?? '';
  const untold = [...types.matchAll(/PartName="\/([^"]*)"/g)]
    .map(([, name = '']) => name)
    .filter((name) => !parts.has(name));
  const rels = [...parts].filter(([name]) => name.endsWith('.rels'));
  return [...untold, ...rels.flatMap(([name, xml]) => brokenIn(name, xml, parts))];
}

function brokenIn(rels: string, xml: string, parts: ReadonlyMap<string, string>): string[] {
  const source = rels.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2');
  const targets = [...xml.matchAll(/<Relationship [^>]*>/g)]
    .filter(([tag]) => !tag.includes('"External"'))
    .map(([tag]) => /Target="([^"]*)"/.exec(tag)?.[1] ?? '')
    .map((target) =>
      target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(source), target),
    )
    .filter((path) => !parts.has(path));
  const asked = [...(parts.get(source) ?? '').matchAll(/\sr:(?:id|embed|link)="([^"]*)"/g)]
    .map(([, id = '']) => id)
    .filter((id) => !xml.includes(`Id="${id}"`));
  return [...targets, ...asked.map((id) => `${source} asks for ${id}`)];
}

const NUMBER = /^\s*(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|#N\/A)?\s*$/;
/** Where only a number may stand, and where a star may not: Office would offer to repair the file. */
const RULES: readonly (readonly [what: string, place: RegExp, fits: (value: string) => boolean])[] =
  [
    [
      'a number cell',
      /<c r="[^"]*"(?: s="\d+")?(?: t="n")?><v>([^<]*)<\/v>/g,
      (v) => NUMBER.test(v),
    ],
    ['a number of a chart', /<c:numCache>[\s\S]*?<c:v>([^<]*)<\/c:v>/g, (v) => NUMBER.test(v)],
    ['a number of a pivot table', /<n v="([^"]*)"/g, (v) => NUMBER.test(v)],
    ['a property that is a number', /<vt:(?:i4|int|r8)>([^<]*)</g, (v) => NUMBER.test(v)],
    ['the name of a sheet', /<sheet name="([^"]*)"/g, (v) => !/[*?:\\/[\]]/.test(v)],
    ['a defined name', /<definedName name="([^"]*)"/g, (v) => !v.includes('*')],
    ['a bookmark', /<w:bookmarkStart [^>]*w:name="([^"]*)"/g, (v) => !v.includes('*')],
    ['a part', /PartName="([^"]*)"/g, (v) => !v.includes('*')],
    [
      'a formula',
      /<(?:definedName|formula[12]?|c:f)\b[^>]*>([^<]*)</g,
      (v) => !/\*\*/.test(outsideQuotes(v)),
    ],
  ];

const outsideQuotes = (formula: string) =>
  formula.replaceAll('&quot;', '"').replaceAll(/"[^"]*"/g, '');

/** Values that the programs of Office do not take where they stand. */
export const invalidValues = (bytes: Uint8Array): string[] =>
  [...unpacked(bytes)].flatMap(([name, xml]) =>
    RULES.flatMap(([what, place, fits]) =>
      [...xml.matchAll(place)].every(([, value = '']) => fits(value)) ? [] : [`${name}: ${what}`],
    ),
  );

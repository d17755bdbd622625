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

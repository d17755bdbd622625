import type { Change, SectionSegment } from '../sections.ts';
import { spliced } from '../splice.ts';
import { attribute } from '../xml/attributes.ts';
import type { ByteEdit } from '../xml/byte-edit.ts';
import { escaped } from '../xml/mask-run.ts';
import { elementsWhere, type Package } from './package.ts';
import type { PackageSection, Rewrite } from './rewrite.ts';
import { couldIdentify } from './technical.ts';

const ORDINARY = /^[\w./[\] -]+$/;

/** Names of parts that a person may have given. An edit renames the part wherever it is named. */
export class PartNames implements PackageSection {
  readonly tables = 0;
  readonly #names: readonly string[];

  constructor(pack: Package) {
    this.#names = pack.zip.entries
      .map(({ name }) => name)
      .filter((name) => couldIdentify(name) || !ORDINARY.test(name));
  }

  get count(): number {
    return this.#names.length;
  }

  at(index: number): SectionSegment {
    const location = { channel: 'file-name', part: '部件名', address: `${index + 1}` } as const;
    return { text: this.#names[index] as string, location };
  }

  /** A star has no place in a name. */
  change(index: number, changes: readonly Change[], { names }: Rewrite): void {
    const old = this.#names[index] as string;
    names.set(old, unused(spliced(old, changes).replaceAll('*', '_'), new Set(names.values())));
  }
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = name.replace(/(\.\w+)?$/, `-${number}$1`);
  return free;
}

/** The edits by which the package calls its parts by their new names. */
export function* renamings(
  pack: Package,
  names: ReadonlyMap<string, string>,
): Generator<readonly [part: string, edit: ByteEdit]> {
  if (names.size === 0) return;
  for (const { rels, id, target } of pack.relationships) {
    const name = target === undefined ? undefined : names.get(target);
    if (name === undefined) continue;
    for (const edit of valueEdits(
      pack.read(rels),
      'Relationship',
      ['Id', id],
      'Target',
      `/${name}`,
    ))
      yield [rels, edit];
  }
  const types = '[Content_Types].xml';
  if (!pack.zip.entry(types)) return;
  for (const [old, name] of names)
    for (const edit of valueEdits(
      pack.read(types),
      'Override',
      ['PartName', `/${old}`],
      'PartName',
      `/${name}`,
    ))
      yield [types, edit];
}

function valueEdits(
  bytes: Buffer,
  element: string,
  [key, wanted]: readonly [string, string],
  local: string,
  value: string,
) {
  return [...elementsWhere(bytes, element, key, (found) => found === wanted)].flatMap((tag) => {
    const found = attribute(bytes, { start: tag.start, end: tag.tagEnd }, local);
    if (!found) return [];
    return [{ start: found.valueStart, end: found.valueEnd, replacement: escaped(value) }];
  });
}

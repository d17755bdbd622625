import type { Removal } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import type { Channel } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { CFB_DIRECTORY, CFB_FREE_SPACE, type CompoundFile, readCompoundFile } from './cfb.ts';
import { type CfbChanges, treeOf } from './cfb-tree.ts';
import { writeCompoundFile } from './cfb-write.ts';
import { type Embedded, openEmbedded } from './embedded.ts';

/** What lies in a compound file beside its own text: documents of their own, and what goes. */
export interface CfbObjects {
  /** By the path of the stream or of the storage that is the document. */
  readonly embedded: ReadonlyMap<string, Embedded>;
  /** Paths of streams and storages that a rewritten file does without. */
  readonly gone: readonly string[];
  readonly removals: readonly Removal[];
}

interface Kind {
  readonly what: Removal['what'];
  readonly when: Removal['when'];
  readonly channel: Channel;
  readonly label: string;
}

const object: Kind = {
  what: 'embedded-object',
  when: 'always',
  channel: 'attachment',
  label: '嵌入对象',
};
/** By the start of a path. What only its own program understands goes always, the rest along with a rewrite. */
const GOING: readonly (readonly [RegExp, Kind])[] = [
  [
    /^(?:_VBA_PROJECT_CUR|Macros)(?=\/)/i,
    { what: 'macro', when: 'always', channel: 'script', label: '宏' },
  ],
  [/^Ctls$/i, { ...object, label: 'ActiveX 控件' }],
  // A copy for Excel 95 of a workbook that Excel 97 reads.
  [/^Book$/i, { what: 'old-revision', when: 'always', channel: 'hidden', label: '旧版副本' }],
  [
    /^(?:_signatures$|_xmlsignatures(?=\/))/i,
    { what: 'signature', when: 'on-rewrite', channel: 'metadata', label: '数字签名' },
  ],
  // The picture of an object that is shown where the object itself cannot be drawn.
  [
    /^(?:MBD[^/]+|ObjectPool\/[^/]+)\/\p{Cc}OlePres\d+$/iu,
    { what: 'thumbnail', when: 'always', channel: 'image', label: '嵌入对象的预览图' },
  ],
];
/** Each object in a storage of its own: of Excel, of Word. */
const OBJECT = /^(?:MBD[0-9A-F]+|ObjectPool\/[^/]+)(?=\/)/i;

/** Sorts out everything in a compound file that is no text of the document itself. */
export async function readObjects(
  file: CompoundFile,
  surroundings: Surroundings,
): Promise<CfbObjects> {
  const gone = new Map<string, Kind>();
  const storages = new Set<string>();
  for (const { path, bytes } of file.streams) {
    if (bytes.length === 0) continue;
    const storage = OBJECT.exec(path)?.[0];
    if (storage !== undefined) storages.add(storage);
    for (const [pattern, kind] of GOING) {
      const found = pattern.exec(path)?.[0];
      if (found !== undefined) gone.set(found, kind);
    }
  }
  const embedded = new Map<string, Embedded>();
  for (const storage of storages) {
    const label = `附件 ${embedded.size + 1}`;
    const [path, bytes] = documentIn(file, storage);
    const document = await openEmbedded(bytes, path, label, surroundings);
    if (document) embedded.set(path, document);
    else gone.set(storage, object);
  }
  return { embedded, gone: [...gone.keys()], removals: removalsOf(gone, embedded) };
}

/** A package of its own as Office has them since 2007, or else the storage as the file that it would be. */
function documentIn(file: CompoundFile, storage: string): [path: string, bytes: Uint8Array] {
  const pack = file.stream(`${storage}/Package`);
  if (pack) return [pack.path, pack.bytes];
  return [storage, writeCompoundFile(treeOf(file, new Map(), storage))];
}

function removalsOf(
  gone: ReadonlyMap<string, Kind>,
  embedded: ReadonlyMap<string, Embedded>,
): Removal[] {
  const counts = new Map<string, number>();
  const own = [...gone.values()].map(({ what, when, channel, label }): Removal => {
    const number = (counts.get(label) ?? 0) + 1;
    counts.set(label, number);
    return { what, when, location: { channel, part: label, address: `${number}` } };
  });
  return [...own, ...[...embedded.values()].flatMap(({ removals }) => removals)];
}

/**
 * The file, its own texts masked already, with what lies in it rewritten and without what goes. When
 * nothing of that kind is to be done, it stays as it is.
 */
export async function withObjects(
  bytes: Uint8Array,
  { embedded, gone }: CfbObjects,
  edits: ReadonlyMap<unknown, readonly Edit[]>,
): Promise<Uint8Array> {
  const changes = new Map<string, Uint8Array | null>(gone.map((path) => [path, null]));
  const file = readCompoundFile(bytes);
  for (const [path, document] of embedded) {
    const content = await document.rewrite(edits.get(document) ?? []);
    if (!content) continue;
    if (file.stream(path)) changes.set(path, content);
    else for (const [inner, stream] of grafted(file, path, content)) changes.set(inner, stream);
  }
  return changes.size === 0 ? bytes : writeCompoundFile(treeOf(file, changes));
}

/** The streams of a file that goes back into the storage from which it was taken. */
function grafted(file: CompoundFile, storage: string, content: Uint8Array): CfbChanges {
  const changes = new Map<string, Uint8Array | null>();
  for (const { path } of file.streams) if (path.startsWith(`${storage}/`)) changes.set(path, null);
  for (const { path, bytes } of readCompoundFile(content).streams)
    if (path !== CFB_DIRECTORY && path !== CFB_FREE_SPACE) changes.set(`${storage}/${path}`, bytes);
  return changes;
}

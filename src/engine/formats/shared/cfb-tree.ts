import { CFB_DIRECTORY, type CompoundFile } from './cfb.ts';
import { utf16Text } from './utf16.ts';

/** A storage or a stream of a compound file, free of the place where it lay. */
export interface CfbNode {
  /** Its record in the directory: name, kind, class, times. */
  readonly record: Buffer;
  /** Of a stream; undefined for a storage. */
  readonly content: Uint8Array | undefined;
  /** In the order that the format asks for. */
  readonly children: readonly CfbNode[];
}

/** New content of streams by path; null for a stream or a whole storage that goes. */
export type CfbChanges = ReadonlyMap<string, Uint8Array | null>;

const RECORD = 128;
const NONE = 0xffffffff;
const STORAGE = 1;

/**
 * The tree of a file with its changes; of a storage's path, what lies in that storage, as the root of a
 * file of its own.
 */
export function treeOf(file: CompoundFile, changes: CfbChanges, storage = ''): CfbNode {
  const directory = Buffer.from(file.stream(CFB_DIRECTORY)?.bytes ?? new Uint8Array(RECORD));
  const recordAt = (index: number) => directory.subarray(index * RECORD, (index + 1) * RECORD);
  const childrenOf = (record: Buffer, folder: string): CfbNode[] =>
    inOrder(record.readUInt32LE(0x4c), recordAt).flatMap((child): CfbNode[] => {
      const path = folder + nameOf(child);
      const change = changes.get(path);
      if (change === null) return [];
      if (child[0x42] === STORAGE)
        return [{ record: child, content: undefined, children: childrenOf(child, `${path}/`) }];
      const content = change ?? file.stream(path)?.bytes ?? new Uint8Array();
      return [{ record: child, content, children: [] }];
    });
  const root = recordAt(0);
  if (storage === '') return { record: root, content: undefined, children: childrenOf(root, '') };
  const found = storage
    .split('/')
    .reduce<Buffer | undefined>(
      (from, name) =>
        from && inOrder(from.readUInt32LE(0x4c), recordAt).find((one) => nameOf(one) === name),
      root,
    );
  const record = Buffer.from(root);
  if (found) found.copy(record, 0x50, 0x50, 0x60);
  const children = found ? childrenOf(found, `${storage}/`) : [];
  return { record, content: undefined, children };
}

/** Siblings from left to right; reading the file has made sure that none comes twice. */
function inOrder(top: number, recordAt: (index: number) => Buffer): Buffer[] {
  const found: Buffer[] = [];
  const open: Buffer[] = [];
  for (let index = top; index !== NONE || open.length > 0; ) {
    if (index !== NONE) {
      const record = recordAt(index);
      open.push(record);
      index = record.readUInt32LE(0x44);
    } else {
      const record = open.pop() as Buffer;
      found.push(record);
      index = record.readUInt32LE(0x48);
    }
  }
  return found;
}

const nameOf = (record: Buffer): string =>
  utf16Text(record.subarray(0, Math.max(0, Math.min(64, record.readUInt16LE(0x40)) - 2)));

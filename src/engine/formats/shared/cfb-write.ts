import type { CfbNode } from './cfb-tree.ts';

const SECTOR = 512;
const MINI_SECTOR = 64;
/** Streams below this length lie in the stream of small sectors. */
const CUTOFF = 4096;
const PER_SECTOR = SECTOR / 4;
const IN_HEADER = 109;
const END = 0xfffffffe;
const FAT_SECTOR = 0xfffffffd;
const DIFAT_SECTOR = 0xfffffffc;
const FREE = 0xffffffff;
const RECORD = 128;
const RED = 0;
const BLACK = 1;

/**
 * Writes a compound file anew (MS-CFB, version 3). What no stream holds (free sectors, the rests behind
 * streams) does not come along.
 */
export function writeCompoundFile(root: CfbNode): Buffer {
  const nodes = numbered(root);
  const body = new Sectors(SECTOR);
  const mini = new Sectors(MINI_SECTOR);
  const starts = nodes.map(({ node: { content } }) => {
    if (!content || content.length === 0) return content ? END : 0;
    return (content.length < CUTOFF ? mini : body).add(content);
  });
  const small = mini.bytes();
  starts[0] = small.length > 0 ? body.add(small) : END;
  const miniTable = words(mini.table);
  const miniFat = miniTable.length > 0 ? body.add(miniTable, 0xff) : END;
  const directory = body.add(directoryOf(nodes, starts, small.length), 0);
  return assembled(body, {
    directory,
    miniFat,
    miniSectors: Math.ceil(miniTable.length / SECTOR),
  });
}

/** Grows chain by chain; each lies in one stretch. */
class Sectors {
  readonly #size: number;
  readonly #chunks: Buffer[] = [];
  /** What follows each sector. */
  readonly table: number[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /** The number of the first sector. */
  add(content: Uint8Array, filler = 0): number {
    const first = this.table.length;
    const count = Math.ceil(content.length / this.#size);
    for (let index = 1; index <= count; index++)
      this.table.push(index < count ? first + index : END);
    this.#chunks.push(
      Buffer.from(content.buffer, content.byteOffset, content.length),
      Buffer.alloc(count * this.#size - content.length, filler),
    );
    return first;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

interface Numbered {
  readonly node: CfbNode;
  /** Numbers of the children, in order. */
  readonly children: readonly number[];
}

function numbered(root: CfbNode): Numbered[] {
  const found: { node: CfbNode; children: number[] }[] = [{ node: root, children: [] }];
  for (let index = 0; index < found.length; index++) {
    const { node, children } = found[index] as (typeof found)[number];
    for (const child of node.children) children.push(found.push({ node: child, children: [] }) - 1);
  }
  return found;
}

function directoryOf(nodes: readonly Numbered[], starts: readonly number[], small: number): Buffer {
  const records = nodes.map(({ node }, index) => {
    const record = Buffer.from(node.record);
    record[0x43] = BLACK;
    for (const link of [0x44, 0x48, 0x4c]) record.writeUInt32LE(FREE, link);
    record.writeUInt32LE(starts[index] as number, 0x74);
    record.writeUInt32LE(index === 0 ? small : (node.content?.length ?? 0), 0x78);
    record.writeUInt32LE(0, 0x7c);
    return record;
  });
  nodes.forEach(({ children }, index) => {
    const lowest = Math.floor(Math.log2(children.length + 1));
    records[index]?.writeUInt32LE(link(records, children, lowest), 0x4c);
  });
  const unused = Buffer.alloc(RECORD);
  for (const field of [0x44, 0x48, 0x4c]) unused.writeUInt32LE(FREE, field);
  while (records.length % (SECTOR / RECORD) !== 0) records.push(unused);
  return Buffer.concat(records);
}

/** Siblings as a balanced search tree: full to `black` levels, the nodes of the level below are red. */
function link(records: readonly Buffer[], siblings: readonly number[], black: number): number {
  if (siblings.length === 0) return FREE;
  const middle = siblings.length >> 1;
  const top = siblings[middle] as number;
  const record = records[top] as Buffer;
  record[0x43] = black === 0 ? RED : BLACK;
  record.writeUInt32LE(link(records, siblings.slice(0, middle), black - 1), 0x44);
  record.writeUInt32LE(link(records, siblings.slice(middle + 1), black - 1), 0x48);
  return top;
}

interface Places {
  readonly directory: number;
  readonly miniFat: number;
  readonly miniSectors: number;
}

function assembled(body: Sectors, { directory, miniFat, miniSectors }: Places): Buffer {
  const [fats, difats] = tableSectors(body.table.length);
  const firstFat = body.table.length;
  const firstDifat = firstFat + fats;
  const table = [
    ...body.table,
    ...new Array<number>(fats).fill(FAT_SECTOR),
    ...new Array<number>(difats).fill(DIFAT_SECTOR),
  ];
  while (table.length < fats * PER_SECTOR) table.push(FREE);
  const list = Array.from({ length: fats }, (_, index) => firstFat + index);
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 0x18);
  header.writeUInt16LE(3, 0x1a);
  header.writeUInt16LE(0xfffe, 0x1c);
  header.writeUInt16LE(9, 0x1e);
  header.writeUInt16LE(6, 0x20);
  header.writeUInt32LE(fats, 0x2c);
  header.writeUInt32LE(directory, 0x30);
  header.writeUInt32LE(CUTOFF, 0x38);
  header.writeUInt32LE(miniFat, 0x3c);
  header.writeUInt32LE(miniSectors, 0x40);
  header.writeUInt32LE(difats > 0 ? firstDifat : END, 0x44);
  header.writeUInt32LE(difats, 0x48);
  for (let index = 0; index < IN_HEADER; index++)
    header.writeUInt32LE(list[index] ?? FREE, 0x4c + index * 4);
  return Buffer.concat([
    header,
    body.bytes(),
    words(table),
    ...difatSectors(list.slice(IN_HEADER), firstDifat),
  ]);
}

/** How many sectors the table of sectors takes, itself and its own list included. */
function tableSectors(used: number): [fats: number, difats: number] {
  for (let fats = 1; ; fats++) {
    const difats = Math.max(0, Math.ceil((fats - IN_HEADER) / (PER_SECTOR - 1)));
    if (fats * PER_SECTOR >= used + fats + difats) return [fats, difats];
  }
}

/** Numbers of the table's sectors that the header has no room for, each sector leading to the next. */
function* difatSectors(list: readonly number[], first: number): Generator<Buffer> {
  const room = PER_SECTOR - 1;
  for (let from = 0; from < list.length; from += room) {
    const part = [...list.slice(from, from + room)];
    while (part.length < room) part.push(FREE);
    const isLast = from + room >= list.length;
    yield words([...part, isLast ? END : first + from / room + 1]);
  }
}

function words(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, index * 4);
  return bytes;
}

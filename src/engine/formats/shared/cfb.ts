import { DocumentError } from '../../core/errors.ts';
import { utf16Text } from './utf16.ts';

/** A stretch of the file. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A stream of a compound file: its bytes, and where in the file they lie. */
export interface CfbStream {
  /** `Workbook`, `MBD0001/Package`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly extents: readonly Extent[];
}

/** A compound file (MS-CFB), read strictly: every chain ends, and no sector belongs to two streams. */
export interface CompoundFile {
  readonly streams: readonly CfbStream[];
  stream(path: string): CfbStream | undefined;
}

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const END = 0xfffffffe;
const FREE = 0xffffffff;
const ENTRY = 128;
const MINI_SECTOR = 64;
/** Storages inside storages; Office needs four. */
const DEEPEST = 40;

/** Pseudo-streams for bytes that no stream owns: text of earlier versions survives there. */
export const CFB_FREE_SPACE = '(free)';
export const CFB_DIRECTORY = '(directory)';

export const isCompoundFile = (bytes: Uint8Array): boolean =>
  SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length));

/** Reads the container. Throws `document-damaged`. */
export function readCompoundFile(bytes: Uint8Array): CompoundFile {
  if (!isCompoundFile(bytes) || bytes.length < 512) throw damaged();
  const streams = containerOf(bytes).streams();
  if (new Set(streams.map(({ path }) => path.toLowerCase())).size < streams.length) throw damaged();
  return { streams, stream: (path) => streams.find((stream) => stream.path === path) };
}

function containerOf(bytes: Uint8Array): Container {
  try {
    return new Container(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch (error) {
    // A sector number that points past the end of the file.
    throw error instanceof RangeError ? damaged() : error;
  }
}

/** Whether this is a whole, unencrypted compound file with that stream at its top. */
export function holdsStream(bytes: Uint8Array, path: string): boolean {
  if (!isCompoundFile(bytes)) return false;
  try {
    const file = readCompoundFile(bytes);
    return file.stream(path) !== undefined && file.stream('EncryptedPackage') === undefined;
  } catch {
    return false;
  }
}

const damaged = () =>
  new DocumentError('document-damaged', '复合文档结构损坏 · the compound file is damaged');

interface Entry {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

class Container {
  readonly #file: Buffer;
  readonly #sectorSize: number;
  readonly #fat: readonly number[];
  readonly #owned: Uint8Array;
  readonly #entries: readonly Entry[];
  readonly #directory: readonly Extent[];
  readonly #miniFat: readonly number[];
  readonly #mini: readonly Extent[];
  readonly #ownedMini = new Set<number>();

  constructor(file: Buffer) {
    this.#file = file;
    const shift = file.readUInt16LE(0x1e);
    if (shift !== 9 && shift !== 12) throw damaged();
    this.#sectorSize = 1 << shift;
    this.#owned = new Uint8Array(Math.ceil(file.length / this.#sectorSize));
    this.#owned[0] = 1;
    this.#fat = this.#readFat();
    this.#directory = this.#chain(file.readUInt32LE(0x30));
    this.#entries = this.#readEntries();
    this.#miniFat = words(this.#joined(this.#chain(file.readUInt32LE(0x3c))));
    this.#mini = this.#chain(this.#entries[0]?.start ?? END);
  }

  streams(): CfbStream[] {
    const found: CfbStream[] = [];
    const slack: Extent[] = [];
    const seen = new Set<number>();
    const walk = [{ index: this.#entries[0]?.child ?? FREE, folder: '', depth: 0 }];
    for (let next = walk.pop(); next; next = walk.pop()) {
      const entry = this.#entries[next.index];
      if (next.index === FREE) continue;
      const { folder, depth } = next;
      if (!entry || seen.has(next.index) || depth > DEEPEST) throw damaged();
      seen.add(next.index);
      for (const index of [entry.right, entry.left]) walk.push({ index, folder, depth });
      const path = folder + entry.name;
      if (entry.type === 1) walk.push({ index: entry.child, folder: `${path}/`, depth: depth + 1 });
      else if (entry.type === 2) found.push(this.#stream(path, entry, slack));
      else throw damaged();
    }
    const free = [...slack, ...this.#unowned()].toSorted((a, b) => a.start - b.start);
    found.push(this.#named(CFB_DIRECTORY, this.#directory), this.#named(CFB_FREE_SPACE, free));
    return found;
  }

  #stream(path: string, { start, size }: Entry, slack: Extent[]): CfbStream {
    if (size === 0) return { path, bytes: new Uint8Array(), extents: [] };
    const whole = size < 4096 ? this.#miniChain(start) : this.#chain(start);
    const extents = clipped(whole, 0, size);
    if (lengthOf(extents) !== size) throw damaged();
    slack.push(...clipped(whole, size, lengthOf(whole)));
    return this.#named(path, extents);
  }

  readonly #named = (path: string, extents: readonly Extent[]): CfbStream => ({
    path,
    bytes: this.#joined(extents),
    extents,
  });

  #readFat(): number[] {
    const perSector = this.#sectorSize / 4;
    const list = Array.from({ length: 109 }, (_, index) =>
      this.#file.readUInt32LE(0x4c + index * 4),
    );
    let next = this.#file.readUInt32LE(0x44);
    while (next < END - 1) {
      const sector = words(this.#joined([this.#take(next)]));
      list.push(...sector.slice(0, perSector - 1));
      next = sector[perSector - 1] ?? END;
    }
    const sectors = list.filter((sector) => sector < END - 1);
    return sectors.flatMap((sector) => words(this.#joined([this.#take(sector)])));
  }

  #readEntries(): Entry[] {
    const bytes = this.#joined(this.#directory);
    return Array.from({ length: Math.floor(bytes.length / ENTRY) }, (_, index) => {
      const at = index * ENTRY;
      const nameBytes = Math.min(64, bytes.readUInt16LE(at + 0x40));
      return {
        index,
        name: utf16Text(bytes.subarray(at, at + Math.max(0, nameBytes - 2))),
        type: bytes[at + 0x42] ?? 0,
        left: bytes.readUInt32LE(at + 0x44),
        right: bytes.readUInt32LE(at + 0x48),
        child: bytes.readUInt32LE(at + 0x4c),
        start: bytes.readUInt32LE(at + 0x74),
        // The upper half is garbage in files of version 3.
        size: bytes.readUInt32LE(at + 0x78),
      };
    });
  }

  /** The sectors of a chain; each may be taken once, so that a loop or a shared sector is an error. */
  #chain(start: number): Extent[] {
    const extents: Extent[] = [];
    for (let sector = start; sector < END - 1; sector = this.#fat[sector] ?? FREE)
      extents.push(this.#take(sector));
    return extents;
  }

  #take(sector: number): Extent {
    const start = (sector + 1) * this.#sectorSize;
    if (start >= this.#file.length || this.#owned[sector + 1]) throw damaged();
    this.#owned[sector + 1] = 1;
    return { start, end: Math.min(this.#file.length, start + this.#sectorSize) };
  }

  #miniChain(start: number): Extent[] {
    const extents: Extent[] = [];
    const perSector = this.#sectorSize / MINI_SECTOR;
    for (let mini = start; mini < END - 1; mini = this.#miniFat[mini] ?? FREE) {
      const sector = this.#mini[Math.floor(mini / perSector)];
      if (!sector || this.#ownedMini.has(mini)) throw damaged();
      this.#ownedMini.add(mini);
      extents.push(this.#miniExtent(sector, mini % perSector));
    }
    return extents;
  }

  #miniExtent({ start, end }: Extent, index: number): Extent {
    const at = start + index * MINI_SECTOR;
    return { start: at, end: Math.min(at + MINI_SECTOR, end) };
  }

  *#unowned(): Generator<Extent> {
    yield { start: 512, end: Math.max(512, this.#sectorSize) };
    const perSector = this.#sectorSize / MINI_SECTOR;
    for (const [index, sector] of this.#mini.entries())
      for (let mini = 0; mini < perSector; mini++)
        if (!this.#ownedMini.has(index * perSector + mini)) yield this.#miniExtent(sector, mini);
    for (const [index, owned] of this.#owned.entries()) {
      const start = index * this.#sectorSize;
      const end = Math.min(this.#file.length, start + this.#sectorSize);
      if (!owned) yield { start, end };
    }
  }

  #joined(extents: readonly Extent[]): Buffer {
    return Buffer.concat(extents.map(({ start, end }) => this.#file.subarray(start, end)));
  }
}

const words = (bytes: Buffer): number[] =>
  Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4));

const lengthOf = (extents: readonly Extent[]): number =>
  extents.reduce((sum, { start, end }) => sum + end - start, 0);

/** Bytes [from, to) of a chain. */
function clipped(extents: readonly Extent[], from: number, to: number): Extent[] {
  const kept: Extent[] = [];
  let at = 0;
  for (const { start, end } of extents) {
    const first = Math.max(start, start + from - at);
    const last = Math.min(end, start + to - at);
    if (first < last) kept.push({ start: first, end: last });
    at += end - start;
  }
  return kept;
}

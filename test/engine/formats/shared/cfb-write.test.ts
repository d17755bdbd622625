import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { readCompoundFile } from '../../../../src/engine/formats/shared/cfb.ts';
import { treeOf } from '../../../../src/engine/formats/shared/cfb-tree.ts';
import { writeCompoundFile } from '../../../../src/engine/formats/shared/cfb-write.ts';

const SECRET = '350102199003074515';

/** A compound file of SheetJS. */
function bySheetJs(streams: Readonly<Record<string, Buffer>>): Buffer {
  const file = XLSX.CFB.utils.cfb_new();
  for (const [path, content] of Object.entries(streams))
    XLSX.CFB.utils.cfb_add(file, path, content);
  return XLSX.CFB.write(file, { type: 'buffer' }) as Buffer;
}

const contentOf = (bytes: Uint8Array, path: string): string | undefined => {
  const entry = XLSX.CFB.find(XLSX.CFB.read(Buffer.from(bytes), { type: 'buffer' }), path);
  return entry ? Buffer.from(entry.content ?? []).toString('latin1') : undefined;
};

const rewritten = (bytes: Buffer, changes: Readonly<Record<string, Buffer | null>>) =>
  writeCompoundFile(treeOf(readCompoundFile(bytes), new Map(Object.entries(changes))));

/** Streams of every kind of length: none, a few bytes, on both sides of what counts as small, large. */
const STREAMS: Readonly<Record<string, Buffer>> = Object.fromEntries(
  [0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 70_000].flatMap((length) => [
    [`/s${length}`, Buffer.alloc(length, `${length} `)],
    [`/inside/deeper/s${length}`, Buffer.alloc(length, `${length}-`)],
  ]),
);

it('writes streams of every length so that another program reads them', () => {
  const output = rewritten(bySheetJs(STREAMS), { s512: Buffer.from('new') });
  for (const [path, content] of Object.entries(STREAMS))
    expect(contentOf(output, path) ?? '', path).toBe(
      path === '/s512' ? 'new' : content.toString('latin1'),
    );
});

it('writes a file whose table of sectors the header cannot list', () => {
  const large = Buffer.alloc(16 << 20, 'large ');
  const output = rewritten(bySheetJs({ '/large': large, '/small': Buffer.from('small') }), {});
  expect(contentOf(output, '/small')).toBe('small');
  expect(contentOf(output, '/large') === large.toString('latin1')).toBe(true);
  expect(readCompoundFile(output).stream('large')?.bytes.length).toBe(large.length);
});

it('leaves out a storage with all that lies in it', () => {
  const output = rewritten(bySheetJs(STREAMS), { inside: null });
  expect(contentOf(output, '/inside/deeper/s64')).toBeUndefined();
  expect(contentOf(output, '/s64')).toBe(STREAMS['/s64']?.toString('latin1'));
});

it('does not carry over what no stream holds', () => {
  const bytes = bySheetJs({ '/s': Buffer.alloc(5000, 'x') });
  const file = Buffer.concat([bytes, Buffer.alloc(512, SECRET)]);
  expect(readCompoundFile(file).stream('s')?.bytes.length).toBe(5000);
  expect(rewritten(file, {}).includes(SECRET)).toBe(false);
});

it('makes a file of a storage', () => {
  const file = readCompoundFile(bySheetJs(STREAMS));
  const inner = writeCompoundFile(treeOf(file, new Map(), 'inside/deeper'));
  expect(contentOf(inner, '/s4096')).toBe(STREAMS['/inside/deeper/s4096']?.toString('latin1'));
});

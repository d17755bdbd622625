import { readFileSync } from 'node:fs';
import * as XLSX from 'xlsx';
import type { Plant } from './contract.ts';
import { paragraph, run, wordFile } from './docx/word-file.ts';

type Streams = Readonly<Record<string, string | Uint8Array>>;

/** A compound file with more streams in it, put there by SheetJS; those of the same path change. */
export function withStreams(base: Uint8Array, streams: Streams): Buffer {
  const container = XLSX.CFB.read(Buffer.from(base), { type: 'buffer' });
  for (const [path, content] of Object.entries(streams))
    XLSX.CFB.utils.cfb_add(container, path, Buffer.from(content));
  return XLSX.CFB.write(container, { type: 'buffer' }) as Buffer;
}

/** The streams of a file, to lie in a storage of another. */
function streamsOf(bytes: Uint8Array, storage: string): Streams {
  const file: {
    readonly FileIndex: readonly { readonly type: number; readonly content: Uint8Array }[];
    readonly FullPaths: readonly string[];
  } = XLSX.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  return Object.fromEntries(
    file.FileIndex.flatMap(({ type, content }, index) =>
      type === 2 && content.length > 0
        ? [[`${storage}/${file.FullPaths[index]?.split('/').at(-1)}`, content]]
        : [],
    ),
  );
}

/** A property set with nothing in it but the picture of a first page, which the number is. */
function thumbnail(secret: string): Buffer {
  const picture = Buffer.from(`\xff\xff\xff\xff\x03\0\0\0${secret}--`, 'latin1');
  const set = Buffer.alloc(0x30 + 16 + 8);
  set.writeUInt16LE(0xfffe, 0);
  set.writeUInt32LE(1, 0x18);
  set.writeUInt32LE(0x30, 0x2c);
  set.writeUInt32LE(24 + picture.length, 0x30);
  set.writeUInt32LE(1, 0x34);
  set.writeUInt32LE(0x11, 0x38);
  set.writeUInt32LE(16, 0x3c);
  set.writeUInt32LE(0x47, 0x40);
  set.writeUInt32LE(picture.length, 0x44);
  return Buffer.concat([set.subarray(0, 0x48), picture]);
}

/**
 * What lies beside the text in the files of old Excel and old Word alike.
 * @param base a file in which nobody is named.
 * @param object the storage of an embedded object; `macros` that of the macros.
 */
export function objectPlants(
  base: () => Uint8Array,
  { object, macros }: { readonly object: string; readonly macros: string },
): Plant[] {
  const plant = (
    channel: Plant['channel'],
    what: string,
    outcome: Plant['outcome'],
    streams: (secret: string) => Streams,
  ): Plant => ({
    channel,
    what,
    ...(outcome && { outcome }),
    bytes: (secret) => withStreams(base(), streams(secret)),
  });
  return [
    plant('table', 'a number in a workbook inside', 'masked', () =>
      streamsOf(readFileSync('fixtures/xls/list.xls'), object),
    ),
    plant('body', 'a number in a document inside', 'masked', () =>
      streamsOf(readFileSync('fixtures/doc/notice.doc'), object),
    ),
    plant('body', 'a number in a newer document inside', 'masked', (secret) => ({
      [`${object}/Package`]: wordFile({ body: paragraph(run(secret)) }),
    })),
    plant('attachment', 'a number in an object of an unknown program', 'removed', (secret) => ({
      [`${object}/CONTENTS`]: `x ${secret} x`,
    })),
    plant('attachment', 'a number in a file put into the document', 'removed', (secret) => ({
      [`${object}/\u0001Ole10Native`]: Buffer.from(`\x10\0\0\0\x02\0a.txt\0${secret}`, 'latin1'),
    })),
    plant('image', 'a number in the picture of an object', 'removed', (secret) => ({
      [`${object}/Package`]: wordFile({ body: paragraph(run('公示')) }),
      [`${object}/\u0002OlePres000`]: Buffer.from(`x ${secret}`, 'utf16le'),
    })),
    plant('script', 'a number in a macro', 'removed', (secret) => ({
      [`${macros}/VBA/Module1`]: `Const a = "${secret}"`,
    })),
    plant('metadata', 'a number in a digital signature', 'removed', (secret) => ({
      '/_xmlsignatures/1': `<Signature>${secret}</Signature>`,
    })),
    plant('image', 'a number in the picture of the first page', 'removed', (secret) => ({
      '/\u0005SummaryInformation': thumbnail(secret),
    })),
  ];
}

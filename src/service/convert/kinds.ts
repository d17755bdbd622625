/** What LibreOffice makes of a kind of file that we cannot open, or not rewrite. */
export interface Kind {
  readonly from: string;
  readonly mediaType: string;
  readonly to: '.docx' | '.xlsx' | '.pptx';
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EXCEL = 'application/vnd.ms-excel';
const WORD = 'application/msword';
const POWERPOINT = 'application/vnd.ms-powerpoint';
const XLSB = 'application/vnd.ms-excel.sheet.binary.macroEnabled.12';

const KINDS: readonly (readonly [string, readonly number[], Kind['to'], string])[] = [
  ['.xlsb', ZIP, '.xlsx', XLSB],
  ['.xls', OLE, '.xlsx', EXCEL],
  ['.xlt', OLE, '.xlsx', EXCEL],
  ['.et', OLE, '.xlsx', EXCEL],
  ['.doc', OLE, '.docx', WORD],
  ['.dot', OLE, '.docx', WORD],
  ['.wps', OLE, '.docx', WORD],
  ['.ppt', OLE, '.pptx', POWERPOINT],
  ['.pps', OLE, '.pptx', POWERPOINT],
  ['.pot', OLE, '.pptx', POWERPOINT],
  ['.dps', OLE, '.pptx', POWERPOINT],
];

/** By the end of the name and the first bytes alone: nothing of the document is read here. */
export function kindOf(name: string, bytes: Uint8Array): Kind | undefined {
  const [from, , to, mediaType] =
    KINDS.find(
      ([extension, start]) =>
        name.toLowerCase().endsWith(extension) && start.every((byte, at) => bytes[at] === byte),
    ) ?? [];
  return from && to && mediaType ? { from, to, mediaType } : undefined;
}

/** Names of parts that each kind has, as they lie in the file. */
const PARTS: readonly (readonly [Buffer, string])[] = [
  [Buffer.from('PowerPoint Document', 'utf16le'), '.ppt'],
  [Buffer.from('WordDocument', 'utf16le'), '.doc'],
  [Buffer.from('Workbook', 'utf16le'), '.xls'],
  [Buffer.from('xl/workbook.bin'), '.xlsb'],
];

/** The same for a file that came without a name, as sites serve them: by a name that stands in it. */
export function kindInside(bytes: Uint8Array): Kind | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const [part, ending] of PARTS) {
    const kind = file.includes(part) ? kindOf(ending, bytes) : undefined;
    if (kind) return kind;
  }
  return undefined;
}

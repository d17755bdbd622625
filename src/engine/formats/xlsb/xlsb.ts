import { DocumentError } from '../../core/errors.ts';
import type { Format } from '../format.ts';
import { entryNames } from '../shared/ooxml/recognise.ts';

const advice = () =>
  new DocumentError(
    'format-unsupported',
    '这是二进制工作簿（XLSB）；请另存为 XLSX 后再上传 · a binary workbook (XLSB); save as XLSX',
  );

/** Binary workbooks: a package whose sheets are no XML. They are known, so that advice can be given. */
export const xlsb: Format = {
  id: 'xlsb',
  mediaType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.12',
  extensions: ['.xlsb'],
  channels: [],
  readers: [],
  recognises: (bytes) =>
    bytes[0] === 0x50 &&
    bytes[1] === 0x4b &&
    [...entryNames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))].some((name) =>
      /^xl\/workbook\.bin$/i.test(name),
    ),
  open: async () => {
    throw advice();
  },
  // biome-ignore lint/correctness/useYield: nothing is ever read.
  reread: async function* () {
    throw advice();
  },
};

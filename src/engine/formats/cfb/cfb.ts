import { DocumentError } from '../../core/errors.ts';
import type { Format } from '../format.ts';
import { type CompoundFile, isCompoundFile, readCompoundFile } from '../shared/cfb.ts';

/** Compound files that no other format takes: it only says what they are and what to do about it. */
export const cfb: Format = {
  id: 'cfb',
  mediaType: 'application/x-ole-storage',
  extensions: ['.ppt', '.wps', '.dps'],
  channels: [],
  readers: [],
  recognises: isCompoundFile,
  open: async (bytes) => {
    throw reasonFor(readCompoundFile(bytes));
  },
  // biome-ignore lint/correctness/useYield: nothing is ever read.
  reread: async function* (bytes) {
    throw reasonFor(readCompoundFile(bytes));
  },
};

function reasonFor(file: CompoundFile): DocumentError {
  const has = (path: string) => file.stream(path) !== undefined;
  if (has('EncryptionInfo') || has('EncryptedPackage'))
    return new DocumentError(
      'document-encrypted',
      '文件有密码或权限保护；请去除后再上传 · the file has a password or rights protection; remove it first',
    );
  const [zh, en] = ADVICE.find(([stream]) => has(stream))?.[1] ?? OTHERWISE;
  return new DocumentError('format-unsupported', `${zh} · ${en}`);
}

const OTHERWISE = [
  '不支持这种旧格式；请另存为 DOCX、XLSX 或 PDF',
  'this old format is not supported; save as DOCX, XLSX or PDF',
] as const;

const ADVICE: readonly (readonly [string, readonly [string, string]])[] = [
  ['WordDocument', ['请另存为 DOCX', 'save as DOCX']],
  ['PowerPoint Document', ['请另存为 PPTX', 'save as PPTX']],
  ['Book', ['这是 Excel 97 以前的工作簿；请另存为 XLSX', 'older than Excel 97; save as XLSX']],
  ['__properties_version1.0', ['这是邮件；请另存为 PDF', 'this is a mail; save as PDF']],
];

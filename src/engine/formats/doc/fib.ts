import { DocumentError } from '../../core/errors.ts';

/** The parts of Word's file information block that lead to text and its formatting ([MS-DOC] 2.5). */
export interface Fib {
  readonly table: '0Table' | '1Table';
  /** Characters of each story, in the order in which they lie. */
  readonly stories: readonly number[];
  readonly pieces: FibRange;
  readonly characterPages: FibRange;
  readonly paragraphPages: FibRange;
  readonly drawings: FibRange;
}

/** A stretch of the table stream. */
export interface FibRange {
  readonly start: number;
  readonly end: number;
}

const WORD_97 = 0xc1;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const STORY_COUNTS = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64, 0x68];

/** Reads the start of the WordDocument stream. Throws a DocumentError for what cannot be read. */
export function readFib(word: Buffer): Fib {
  if (word.length < 0x232 || word.readUInt16LE(0) !== 0xa5ec)
    throw new DocumentError('document-damaged', 'Word 文档损坏 · the Word document is damaged');
  const flags = word.readUInt16LE(0x0a);
  if (flags & ENCRYPTED)
    throw new DocumentError(
      'document-encrypted',
      '文档有密码；请去除密码后再上传 · the document has a password; remove it first',
    );
  if (word.readUInt16LE(2) < WORD_97)
    throw new DocumentError(
      'format-unsupported',
      '这是 Word 97 以前的文档；请另存为 DOCX · older than Word 97; save as DOCX',
    );
  const range = (index: number): FibRange => {
    const start = word.readUInt32LE(0x9a + index * 8);
    return { start, end: start + word.readUInt32LE(0x9e + index * 8) };
  };
  return {
    table: flags & SECOND_TABLE ? '1Table' : '0Table',
    stories: STORY_COUNTS.map((at) => word.readUInt32LE(at)),
    characterPages: range(12),
    paragraphPages: range(13),
    pieces: range(33),
    drawings: range(50),
  };
}

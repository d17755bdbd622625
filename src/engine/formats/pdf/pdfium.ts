import { readFile } from 'node:fs/promises';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentError } from '../../core/errors.ts';

const PASSWORD_ERROR = 4;
const UNSUPPORTED_SECURITY = 5;
let warm: Promise<WrappedPdfiumModule> | undefined;

/** PDFium, started once and kept warm. */
export function pdfium(): Promise<WrappedPdfiumModule> {
  warm ??= start();
  return warm;
}

async function start(): Promise<WrappedPdfiumModule> {
  const wasm = await readFile(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  const library = await init({ wasmBinary: wasm.buffer as ArrayBuffer });
  library.PDFiumExt_Init();
  return library;
}

/** Runs `use` on the bytes as PDFium opens them; everything is freed again whatever happens. */
export async function withPdfium<T>(
  bytes: Uint8Array,
  use: (library: WrappedPdfiumModule, document: number) => T,
  password = '',
): Promise<T> {
  const library = await pdfium();
  const { wasmExports } = library.pdfium;
  const held = wasmExports.malloc(bytes.length);
  if (held === 0) throw new DocumentError('document-limit-exceeded', TOO_LARGE);
  heap(library).set(bytes, held);
  let document = 0;
  try {
    document = library.FPDF_LoadMemDocument(held, bytes.length, password);
    if (document === 0) throw openingError(library.FPDF_GetLastError(), password);
    const result = use(library, document);
    library.FPDF_CloseDocument(document);
    wasmExports.free(held);
    return result;
  } catch (error) {
    if (isBroken(error)) {
      // After a trap nothing in the instance can be trusted: the next document gets a new one.
      warm = undefined;
      throw new DocumentError('document-limit-exceeded', TOO_LARGE, { cause: error });
    }
    if (document !== 0) library.FPDF_CloseDocument(document);
    wasmExports.free(held);
    throw error;
  }
}

const isBroken = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'RuntimeError' || error.message.startsWith('Aborted('));

const TOO_LARGE = '文件太大，内存装不下 · the file does not fit into memory';

function openingError(code: number, password: string): DocumentError {
  if (code === UNSUPPORTED_SECURITY)
    return new DocumentError('document-encrypted', NOT_BY_PASSWORD);
  if (code === PASSWORD_ERROR)
    return new DocumentError('document-encrypted', password === '' ? NO_PASSWORD : WRONG_PASSWORD);
  return new DocumentError(
    'document-damaged',
    '这份 PDF 已损坏，打不开 · the PDF is damaged and does not open',
  );
}

const NO_PASSWORD =
  '文件设有打开密码：请填写“文件密码”（接口的 password 字段），或去掉密码后再提交 · the PDF needs a password: give it in the field “password”, or remove it and send again';
const WRONG_PASSWORD =
  '密码不对（接口的 password 字段），打不开这份文件 · the password in the field “password” does not open the PDF';
const NOT_BY_PASSWORD =
  '文件以证书等方式加密，请解密后再提交 · the PDF is not encrypted by password (a certificate, for example); decrypt it and send again';

/** Calls a PDFium function that fills a UTF-16 buffer: once for the size in bytes, once for the text. */
export function wideString(
  library: WrappedPdfiumModule,
  fill: (buffer: number, bytes: number) => number,
): string {
  const size = fill(0, 0);
  if (size <= 2) return '';
  const buffer = library.pdfium.wasmExports.malloc(size);
  try {
    fill(buffer, size);
    return library.pdfium.UTF16ToString(buffer);
  } finally {
    library.pdfium.wasmExports.free(buffer);
  }
}

/** The memory of PDFium; look it up anew after every call, for it moves when it grows. */
export const heap = (library: WrappedPdfiumModule): Uint8Array =>
  (library.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;

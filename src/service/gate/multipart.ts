import { isReadableType } from './unreadable.ts';

/** One part of a `multipart/form-data` body, with its bytes as they came. */
export interface FormPart {
  /** Header lines with their ends, the empty line not included. */
  readonly head: Buffer;
  readonly name: string;
  /** Its own Content-Type in small letters, empty when it names none. */
  readonly type: string;
  /** Present on uploaded files. */
  readonly fileName: string | undefined;
  readonly body: Buffer;
}

/** The body does not keep to the letter of RFC 7578: another reader might understand it differently. */
export class MalformedForm extends Error {}

/** Narrower than the RFC: servers cut a boundary at a comma, a blank or a colon, each in its way. */
const CONTENT_TYPE =
  /^multipart\/form-data(?:\s*;\s*charset="?[\w-]+"?)?\s*;\s*boundary=(?:"([\w.+='-]{1,70})"|([\w.+='-]{1,70}))(?:\s*;\s*charset="?[\w-]+"?)?\s*$/i;
const CRLF = '\r\n';
const MOST_PARTS = 10_000;
/** As much as Node takes of a request's own head. */
const MOST_HEAD_BYTES = 16 * 1024;

/** The boundary of a Content-Type; anything beside it could hold a second one. */
export function boundaryOf(contentType: string): string {
  const [, quoted, plain] = CONTENT_TYPE.exec(contentType) ?? [];
  return quoted ?? plain ?? malformed('no boundary');
}

/**
 * Cuts a form into its parts. Strict on purpose: a gate and the server behind it must see the same
 * parts, so whatever could be read in two ways is refused.
 */
export function readForm(body: Buffer, boundary: string): FormPart[] {
  const delimiter = Buffer.from(`${CRLF}--${boundary}`);
  const opening = delimiter.subarray(CRLF.length);
  if (!body.subarray(0, opening.length).equals(opening))
    throw new MalformedForm('no first boundary');
  const parts: FormPart[] = [];
  for (let at = opening.length; ; ) {
    const lineEnd = body.toString('latin1', at, at + 2);
    if (lineEnd === '--')
      return isTail(body.subarray(at + 2)) ? parts : malformed('text behind the end');
    if (lineEnd !== CRLF) malformed('a boundary goes on');
    const end = body.indexOf(delimiter, at);
    if (end < 0) malformed('no last boundary');
    const part = body.subarray(at + 2, end);
    // PHP ends a part at a boundary behind a bare line feed too.
    if (part.includes(opening)) malformed('a boundary in a part');
    parts.push(readPart(part));
    if (parts.length > MOST_PARTS) malformed('too many parts');
    at = end + delimiter.length;
  }
}

/** The form again; parts that are not replaced keep every byte. */
export function writeForm(parts: readonly FormPart[], boundary: string): Buffer {
  // A mask could make of a part what its server takes for two.
  if (parts.some(({ body }) => body.includes(`--${boundary}`))) malformed('a boundary in a part');
  const pieces = parts.flatMap(({ head, body }) => [
    `--${boundary}${CRLF}`,
    head,
    CRLF,
    body,
    CRLF,
  ]);
  return Buffer.concat([...pieces, `--${boundary}--${CRLF}`].map((piece) => Buffer.from(piece)));
}

function readPart(bytes: Buffer): FormPart {
  const end = bytes.indexOf(`${CRLF}${CRLF}`);
  if (end < 0 || end > MOST_HEAD_BYTES) malformed('a part without a head');
  const head = bytes.subarray(0, end + 2);
  const lines = head.toString('utf8').split(CRLF).slice(0, -1);
  if (lines.some((line) => /[\r\n\0]/.test(line) || !/^[\w-]+:/.test(line)))
    malformed('a folded header');
  const dispositions = lines.filter((line) => /^content-disposition:/i.test(line));
  const isEncoded = /^content-(?:encoding:|transfer-encoding:(?!\s*(?:binary|8bit|7bit)\s*$))/i;
  if (lines.some((line) => isEncoded.test(line))) malformed('an encoded part');
  const types = lines.filter((line) => /^content-type:/i.test(line));
  if (types.length > 1 || !isReadableType(types[0] ?? '')) malformed('a part in another charset');
  const [disposition = ''] = dispositions;
  if (dispositions.length !== 1) malformed('not one disposition');
  const type = types[0]?.slice('content-type:'.length).split(';')[0]?.trim().toLowerCase() ?? '';
  return { head, body: bytes.subarray(end + 4), type, ...parametersOf(disposition) };
}

const DISPOSITION =
  /^content-disposition:\s*form-data(?:\s*;\s*(?:name|filename\*?)=(?:"(?:[^"\\]|\\.)*"|[^\s;"]*))+(?:\s*;)?\s*$/i;

function parametersOf(disposition: string): Pick<FormPart, 'name' | 'fileName'> {
  // A parameter we do not know (`filename*0`) may be one that the server does.
  if (!DISPOSITION.test(disposition)) malformed('an unknown parameter');
  // `=?utf-8?B?…?=`: what some servers decode says something that is not read here.
  if (disposition.includes('=?')) malformed('an encoded word');
  const found = new Map<string, string>();
  const pattern = /;\s*(name|filename\*?)=(?:"((?:[^"\\]|\\.)*)"|([^;]*))/gi;
  for (const [, key = '', quoted, plain] of disposition.matchAll(pattern)) {
    const name = key.toLowerCase();
    if (found.has(name)) malformed('a parameter stands twice');
    found.set(name, quoted ?? plain?.trim() ?? '');
  }
  const name = found.get('name');
  if (name === undefined) return malformed('a part without a name');
  // Which of the two the server takes is its own affair: both are looked at.
  const fileNames = [found.get('filename'), extended(found.get('filename*'))];
  const [fileName, other = fileName] = fileNames.filter((one) => one !== undefined);
  return { name, fileName: fileName === other ? fileName : `${fileName} ${other}` };
}

function extended(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const [, text] = /^utf-8'[\w-]*'(.*)$/i.exec(value) ?? [];
  try {
    return decodeURIComponent(text ?? malformed('a name in another charset'));
  } catch {
    return malformed('a name that cannot be decoded');
  }
}

const isTail = (tail: Buffer): boolean => tail.length === 0 || tail.toString('latin1') === CRLF;

function malformed(why: string): never {
  throw new MalformedForm(why);
}

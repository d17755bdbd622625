/** One part of a `multipart/form-data` body, with its bytes as they came. */
export interface FormPart {
  /** Header lines with their ends, the empty line not included. */
  readonly head: Buffer;
  readonly name: string;
  /** Present on uploaded files. */
  readonly fileName: string | undefined;
  readonly body: Buffer;
}

/** The body does not keep to the letter of RFC 7578: another reader might understand it differently. */
export class MalformedForm extends Error {}

const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{1,70}$/;
const CRLF = '\r\n';
const MOST_PARTS = 10_000;

/** The boundary of a Content-Type. */
export function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain ?? '';
  if (!BOUNDARY.test(boundary)) throw new MalformedForm('no boundary');
  return boundary;
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
    parts.push(readPart(body.subarray(at + 2, end)));
    if (parts.length > MOST_PARTS) malformed('too many parts');
    at = end + delimiter.length;
  }
}

/** The form again; parts that are not replaced keep every byte. */
export function writeForm(parts: readonly FormPart[], boundary: string): Buffer {
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
  if (end < 0) malformed('a part without a head');
  const head = bytes.subarray(0, end + 2);
  const lines = head.toString('utf8').split(CRLF).slice(0, -1);
  if (lines.some((line) => /[\r\n\0]/.test(line) || !/^[\w-]+:/.test(line)))
    malformed('a folded header');
  const dispositions = lines.filter((line) => /^content-disposition:/i.test(line));
  if (lines.some((line) => /^content-transfer-encoding:\s*(?!binary|8bit|7bit)/i.test(line))) {
    malformed('an encoded part');
  }
  const [disposition = ''] = dispositions;
  if (dispositions.length !== 1) malformed('not one disposition');
  return { head, body: bytes.subarray(end + 4), ...parametersOf(disposition) };
}

function parametersOf(disposition: string): Pick<FormPart, 'name' | 'fileName'> {
  const found = new Map<string, string>();
  const pattern = /;\s*(name|filename\*?)=(?:"((?:[^"\\]|\\.)*)"|([^;]*))/gi;
  for (const [, key = '', quoted, plain] of disposition.matchAll(pattern)) {
    const name = key.toLowerCase();
    if (found.has(name)) malformed('a parameter stands twice');
    found.set(name, quoted ?? plain?.trim() ?? '');
  }
  const name = found.get('name');
  if (name === undefined || !/^content-disposition:\s*form-data\b/i.test(disposition)) {
    return malformed('a part without a name');
  }
  const extended = found.get('filename*')?.replace(/^[\w-]*'[\w-]*'/, '');
  const fileName = extended === undefined ? found.get('filename') : decodePercent(extended);
  return { name, fileName };
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return malformed('a name that cannot be decoded');
  }
}

const isTail = (tail: Buffer): boolean => tail.length === 0 || tail.toString('latin1') === CRLF;

function malformed(why: string): never {
  throw new MalformedForm(why);
}

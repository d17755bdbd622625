import type { CheckedFile, DraftFile } from '../publish/check-file.ts';
import type { PublishDecision } from '../publish/decision.ts';
import { boundaryOf, type FormPart, MalformedForm, readForm, writeForm } from './multipart.ts';
import { refusePieces } from './pieces.ts';
import { decodeField, encodeField } from './url-encoded.ts';
import { writtenFiles } from './written-files.ts';

/** One thing on its way to the server, checked by itself. */
export type Check = (file: DraftFile) => Promise<CheckedFile>;

export interface CheckedBody {
  readonly decision: PublishDecision;
  /** What goes on to the server: the body as it came, or with masked parts in it. */
  readonly body: Buffer;
  readonly checked: readonly CheckedFile[];
}

export interface BodyOptions {
  readonly contentType: string;
  /** Path of the request; its last folder names a body that has no name of its own. */
  readonly path: string;
  /** Text fields too, not only files: on the paths where pages are written. */
  readonly readsFields: boolean;
  /** A body that is put at an address is a file, however short. */
  readonly isPut: boolean;
}

/** A field longer than this holds more than a password or a tick, wherever it goes. */
export const LONG_FIELD_BYTES = 1024;

/** Checks what a request carries; throws MalformedForm when it cannot be sure what that is. */
export async function checkBody(
  body: Buffer,
  options: BodyOptions,
  check: Check,
): Promise<CheckedBody> {
  if (body.length === 0) return { decision: 'publish', body, checked: [] };
  const type = options.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('multipart/')) return checkForm(body, options, check);
  if (type === 'application/x-www-form-urlencoded') return checkFields(body, options, check);
  const isText = /^(?:application\/(?:json|xml)|text\/)|\+(?:json|xml)$/.test(type);
  const isShort = isText && !options.isPut && isLeftAlone(body, options);
  if (isShort) return { decision: 'publish', body, checked: [] };
  const file = { name: nameFor(type, options.path, body), bytes: body };
  // JSON without its name is read as JSON by a server that looks at the body.
  const holdsText = isText || file.name === 'body.json';
  const one = await checkNamed(file, holdsText ? withWrittenFiles(check) : check);
  return settled([one], one.output ? Buffer.from(one.output) : body);
}

/** Elsewhere than where pages are written, a short field is a name, a password, a tick. */
const isLeftAlone = (field: Buffer, { readsFields }: BodyOptions): boolean =>
  !readsFields &&
  field.length <= LONG_FIELD_BYTES &&
  writtenFiles(field.toString('latin1')).length === 0;

/** Checks a text and the files that are written into it: a file in a text cannot be masked in its place, and holds. */
const withWrittenFiles =
  (check: Check): Check =>
  async (file) => {
    const text = Buffer.from(file.bytes).toString('latin1');
    const [one, ...files] = await Promise.all([
      check(file),
      ...writtenFiles(text).map((bytes) => check({ name: '内嵌文件', bytes })),
    ]);
    const held = files.find(({ decision }) => decision !== 'publish');
    return held ? { ...held, name: one.name, decision: 'hold' } : one;
  };

async function checkForm(body: Buffer, options: BodyOptions, check: Check): Promise<CheckedBody> {
  const boundary = boundaryOf(options.contentType);
  const parts = readForm(body, boundary);
  refusePieces(parts);
  const [checked, names] = await Promise.all([
    Promise.all(parts.map((part) => checkPart(part, options, check))),
    Promise.all(parts.map(({ name }) => checkName(name, options, check))),
  ]);
  const isChanged = checked.some((one) => one?.output !== undefined);
  const masked = parts.map((part, index) => {
    const output = checked[index]?.output;
    return output === undefined ? part : { ...part, body: Buffer.from(output) };
  });
  return settled(
    [...checked, ...names.map(heldUnlessClean)].filter((one) => one !== undefined),
    isChanged ? writeForm(masked, boundary) : body,
  );
}

function checkPart(part: FormPart, options: BodyOptions, check: Check) {
  const { body, fileName, type } = part;
  // A browser sends a file field that was left empty without a name.
  if (body.length === 0 && !fileName) return undefined;
  if (fileName !== undefined) return checkNamed({ name: baseName(fileName), bytes: body }, check);
  // A part that says what it is is a document, whether or not it has a name.
  if (type !== '' && type !== 'text/plain') {
    return checkNamed({ name: nameFor(type, '', body), bytes: body }, withWrittenFiles(check));
  }
  if (isLeftAlone(body, options)) return undefined;
  return withWrittenFiles(check)({ name: fieldName(body), bytes: body });
}

/** The name of a field goes on as it is, like the keys of a form without files. */
function checkName(name: string, options: BodyOptions, check: Check) {
  const bytes = Buffer.from(name);
  if (bytes.length === 0 || isLeftAlone(bytes, options)) return undefined;
  return check({ name: fieldName(bytes), bytes });
}

/** The request names the file as it was: a name that had to be masked cannot go on with it. */
async function checkNamed(file: DraftFile, check: Check): Promise<CheckedFile> {
  const checked = await check(file);
  return checked.name === file.name ? checked : { ...checked, decision: 'hold' };
}

async function checkFields(body: Buffer, options: BodyOptions, check: Check): Promise<CheckedBody> {
  const pairs = body.toString('latin1').split('&');
  // `%u8eab` is a character to some servers and six to others.
  if (pairs.some((pair) => /%u[0-9a-f]{4}/i.test(pair)))
    throw new MalformedForm('an unknown escape');
  const checkText = (text: string) => {
    const bytes = decodeField(text);
    if (bytes.length === 0 || isLeftAlone(bytes, options)) return undefined;
    return withWrittenFiles(check)({ name: fieldName(bytes), bytes });
  };
  const keys = pairs.map((pair) => checkText(pair.split('=', 1)[0] ?? ''));
  const values = pairs.map((pair) =>
    pair.includes('=') ? checkText(pair.slice(pair.indexOf('=') + 1)) : undefined,
  );
  // JSON under the name of a form is read as JSON by a server that does not look at the name.
  const mayBeJson = /^\s*[[{"]/.test(body.toString('latin1', 0, 100));
  const isRead = mayBeJson && !isLeftAlone(body, options);
  const whole = isRead ? [withWrittenFiles(check)({ name: 'body.json', bytes: body })] : [];
  const [checked, others] = await Promise.all([
    Promise.all(values),
    Promise.all([...keys, ...whole]),
  ]);
  const masked = pairs.map((pair, index) => {
    const output = checked[index]?.output;
    return output ? `${pair.slice(0, pair.indexOf('=') + 1)}${encodeField(output)}` : pair;
  });
  return settled(
    // What is no value of a field cannot be put back in its place.
    [...checked, ...others.map(heldUnlessClean)].filter((one) => one !== undefined),
    Buffer.from(masked.join('&'), 'latin1'),
  );
}

const heldUnlessClean = (one: CheckedFile | undefined): CheckedFile | undefined =>
  one === undefined || one.decision === 'publish' ? undefined : { ...one, decision: 'hold' };

const settled = (checked: readonly CheckedFile[], body: Buffer): CheckedBody => {
  const has = (wanted: PublishDecision) => checked.some(({ decision }) => decision === wanted);
  return { decision: has('hold') ? 'hold' : has('replace') ? 'replace' : 'publish', body, checked };
};

export const fieldName = (value: Uint8Array): string =>
  value.includes('<'.charCodeAt(0)) ? '字段.html' : '字段.txt';

const baseName = (name: string): string => name.split(/[/\\]/).at(-1) || '附件';

function nameFor(type: string, path: string, body: Buffer): string {
  if (/json$/.test(type) || (!/html$|xml$/.test(type) && isJson(body))) return 'body.json';
  if (/xml$/.test(type)) return 'body.xml';
  if (type === 'text/html') return 'body.html';
  if (type === 'text/csv') return 'body.csv';
  return baseName(decodeField((path.split('?')[0] ?? '').replaceAll('+', '%2B')).toString());
}

function isJson(body: Buffer): boolean {
  if (!/^\s*[[{"]/.test(body.toString('latin1', 0, 100))) return false;
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}

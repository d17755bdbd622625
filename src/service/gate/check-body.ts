import type { CheckedFile, DraftFile } from '../publish/check-file.ts';
import type { PublishDecision } from '../publish/decision.ts';
import { boundaryOf, type FormPart, readForm, writeForm } from './multipart.ts';
import { decodeField, encodeField } from './url-encoded.ts';

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
}

/** A field longer than this holds more than a password or a tick, wherever it goes. */
const LONG_FIELD_BYTES = 1024;

/** Checks what a request carries; throws MalformedForm when it cannot be sure what that is. */
export async function checkBody(
  body: Buffer,
  options: BodyOptions,
  check: Check,
): Promise<CheckedBody> {
  if (body.length === 0) return { decision: 'publish', body, checked: [] };
  const type = options.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'multipart/form-data') return checkForm(body, options, check);
  if (type === 'application/x-www-form-urlencoded') return checkFields(body, options, check);
  const isText = /^(?:application\/(?:json|xml)|text\/)/.test(type) || type.endsWith('+json');
  if (isText && !options.readsFields && body.length <= LONG_FIELD_BYTES) {
    return { decision: 'publish', body, checked: [] };
  }
  const one = await checkNamed({ name: nameFor(type, options.path), bytes: body }, check);
  return settled([one], one.output ? Buffer.from(one.output) : body);
}

async function checkForm(body: Buffer, options: BodyOptions, check: Check): Promise<CheckedBody> {
  const boundary = boundaryOf(options.contentType);
  const parts = readForm(body, boundary);
  const checked = await Promise.all(parts.map((part) => checkPart(part, options, check)));
  const isChanged = checked.some((one) => one?.output !== undefined);
  const masked = parts.map((part, index) => {
    const output = checked[index]?.output;
    return output === undefined ? part : { ...part, body: Buffer.from(output) };
  });
  return settled(
    checked.filter((one) => one !== undefined),
    isChanged ? writeForm(masked, boundary) : body,
  );
}

function checkPart(part: FormPart, { readsFields }: BodyOptions, check: Check) {
  // A browser sends a file field that was left empty without a name.
  if (part.body.length === 0 && !part.fileName) return undefined;
  if (part.fileName !== undefined)
    return checkNamed({ name: baseName(part.fileName), bytes: part.body }, check);
  if (!readsFields && part.body.length <= LONG_FIELD_BYTES) return undefined;
  return check({ name: fieldName(part.body), bytes: part.body });
}

/** The request names the file as it was: a name that had to be masked cannot go on with it. */
async function checkNamed(file: DraftFile, check: Check): Promise<CheckedFile> {
  const checked = await check(file);
  return checked.name === file.name ? checked : { ...checked, decision: 'hold' };
}

async function checkFields(body: Buffer, options: BodyOptions, check: Check): Promise<CheckedBody> {
  const pairs = body.toString('latin1').split('&');
  const checked = await Promise.all(
    pairs.map((pair) => {
      const value = decodeField(pair.slice(pair.indexOf('=') + 1));
      if (!pair.includes('=') || value.length === 0) return undefined;
      if (!options.readsFields && value.length <= LONG_FIELD_BYTES) return undefined;
      return check({ name: fieldName(value), bytes: value });
    }),
  );
  const masked = pairs.map((pair, index) => {
    const output = checked[index]?.output;
    return output ? `${pair.slice(0, pair.indexOf('=') + 1)}${encodeField(output)}` : pair;
  });
  return settled(
    checked.filter((one) => one !== undefined),
    Buffer.from(masked.join('&'), 'latin1'),
  );
}

const settled = (checked: readonly CheckedFile[], body: Buffer): CheckedBody => {
  const has = (wanted: PublishDecision) => checked.some(({ decision }) => decision === wanted);
  return { decision: has('hold') ? 'hold' : has('replace') ? 'replace' : 'publish', body, checked };
};

const fieldName = (value: Uint8Array): string =>
  value.includes('<'.charCodeAt(0)) ? '字段.html' : '字段.txt';

const baseName = (name: string): string => name.split(/[/\\]/).at(-1) || '附件';

function nameFor(type: string, path: string): string {
  if (/json$/.test(type)) return 'body.json';
  if (/xml$/.test(type)) return 'body.xml';
  if (type === 'text/html') return 'body.html';
  return baseName(decodeURIComponent(path.split('?')[0] ?? ''));
}

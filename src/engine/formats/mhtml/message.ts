import { parametersOf } from './parameters.ts';

/** A stretch of the message, whose characters are its bytes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A part that holds a file. */
export interface Leaf {
  readonly body: Stretch;
  readonly mediaType: string;
  /** In lower case; `7bit` when the part does not say. */
  readonly transferEncoding: string;
  /** What the part is called, or where it was saved from. */
  readonly name: string | undefined;
}

/** A message cut up: every byte is in one of these or marks a border. */
export interface Message {
  /** Header fields, folded lines and all. */
  readonly fields: readonly Stretch[];
  readonly leaves: readonly Leaf[];
  /** Before the first part and behind the last: mail programs show none of it. */
  readonly loose: readonly Stretch[];
  /** Parts that lie too deep to be read. */
  readonly tooDeep: readonly Stretch[];
}

const DEEPEST = 20;

/** Reads the MIME structure of a message. Forgiving: what has no structure is one part. */
export function readMessage(source: string): Message {
  const message = { fields: [], leaves: [], loose: [], tooDeep: [] };
  readPart(source, { start: 0, end: source.length }, 0, message);
  return message;
}

type Growing = { -readonly [Key in keyof Message]: Message[Key][number][] };

function readPart(source: string, part: Stretch, depth: number, message: Growing): void {
  const { fields, body } = headOf(source, part);
  for (const one of fields) message.fields.push(one);
  const field = (name: string) => fieldValue(source, fields, name);
  const type = field('content-type') ?? 'text/plain';
  const mediaType = (type.split(';')[0] as string).trim().toLowerCase();
  const { boundary, name } = parametersOf(type);
  if (mediaType.startsWith('multipart/') && boundary) {
    if (depth >= DEEPEST) message.tooDeep.push(body);
    else readParts(source, body, boundary, depth, message);
    return;
  }
  if (body.end <= body.start) return;
  message.leaves.push({
    body,
    mediaType,
    transferEncoding: (field('content-transfer-encoding') ?? '7bit').trim().toLowerCase(),
    name:
      parametersOf(field('content-disposition') ?? '').filename ??
      name ??
      field('content-location')?.trim().split('/').at(-1),
  });
}

function headOf(source: string, { start, end }: Stretch) {
  const fields: Stretch[] = [];
  FIELD_LINES.lastIndex = start;
  for (let at = start; at < end; at = FIELD_LINES.lastIndex) {
    const found = FIELD_LINES.exec(source);
    const stop = Math.min(found ? found.index : end, end);
    if (stop === at) return { fields, body: { start: Math.min(FIELD_LINES.lastIndex, end), end } };
    fields.push({ start: at, end: stop });
    if (!found) break;
  }
  return { fields, body: { start: end, end } };
}

/** The end of a field: a line end that no white space follows. */
const FIELD_LINES = /\r?\n(?![ \t])/g;

function fieldValue(source: string, fields: readonly Stretch[], name: string): string | undefined {
  for (const { start, end } of fields) {
    const field = source.slice(start, end);
    const colon = field.indexOf(':');
    if (field.slice(0, colon).trim().toLowerCase() === name)
      return field.slice(colon + 1).replaceAll(/\r?\n/g, '');
  }
  return undefined;
}

function readParts(
  source: string,
  { start, end }: Stretch,
  boundary: string,
  depth: number,
  message: Growing,
): void {
  const border = new RegExp(
    `(?:^|\\r?\\n)--${RegExp.escape(boundary)}(--)?[ \\t]*(?=\\r?\\n|$)`,
    'g',
  );
  const body = source.slice(start, end);
  let at = 0;
  let isInside = false;
  const piece = (stop: number) => {
    const stretch = { start: start + at, end: start + Math.max(stop, at) };
    if (isInside) readPart(source, stretch, depth + 1, message);
    else if (stretch.end > stretch.start) message.loose.push(stretch);
  };
  for (const { index, 0: line, 1: last } of body.matchAll(border)) {
    piece(index);
    isInside = last === undefined;
    at = index + line.length + lineEndAt(body, index + line.length);
  }
  piece(body.length);
}

const lineEndAt = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? 2 : Number(text[at] === '\n');

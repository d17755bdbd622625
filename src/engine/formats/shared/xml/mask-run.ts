import type { Edit } from '../../../core/edit.ts';
import type { ByteEdit } from './byte-edit.ts';
import { entityAt, percentAt, type Run, textOf } from './run.ts';

/**
 * An edit of a text that lies in several runs, as edits of bytes. Each run keeps its share of the
 * replacement, so that a number split over runs keeps the look of each; the last takes what is left.
 */
export function maskRuns(
  bytes: Buffer,
  runs: readonly Run[],
  { span, replacement }: Pick<Edit, 'span' | 'replacement'>,
): ByteEdit[] {
  const [only] = runs;
  if (only && runs.length === 1 && isPlain(bytes, only)) return plainEdits(only, span, replacement);
  const edits: ByteEdit[] = [];
  const last = runs.findLastIndex((run, index) => run.form !== 'virtual' && index >= 0);
  let at = 0;
  let left = replacement;
  for (const [index, run] of runs.entries()) {
    const length = textOf(bytes, run).length;
    const from = Math.max(span.start, at) - at;
    const to = Math.min(span.end, at + length) - at;
    at += length;
    if (from >= to) continue;
    const isLast = span.end <= at || index === last;
    const share = isLast ? left : left.slice(0, to - from);
    left = left.slice(share.length);
    if (run.form !== 'virtual') edits.push(editOf(bytes, run, from, to, share));
  }
  return edits;
}

/** Every byte of the run is a character of its own, as in nearly all numbers of a list. */
function isPlain(bytes: Buffer, { form, start, end }: Run): boolean {
  if (form !== 'escaped') return false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80 || byte === 0x26) return false;
  }
  return true;
}

function plainEdits(run: Run, span: Edit['span'], replacement: string): ByteEdit[] {
  const start = run.start + span.start;
  const end = Math.min(run.start + span.end, run.end);
  return start < end ? [{ start, end, replacement: escaped(replacement) }] : [];
}

function editOf(bytes: Buffer, run: Run, from: number, to: number, share: string): ByteEdit {
  if (run.form === 'code-point') {
    const code = (share.charCodeAt(0) || 0x20).toString(16).toUpperCase().padStart(4, '0');
    return { start: run.start, end: run.end, replacement: code };
  }
  const start = byteAt(bytes, run, from);
  const end = byteAt(bytes, run, to);
  return { start, end, replacement: run.form === 'literal' ? plain(share) : escaped(share) };
}

/** The byte where character `index` of a run starts. An index inside a surrogate pair goes past it. */
function byteAt(bytes: Buffer, run: Run, index: number): number {
  let at = run.start;
  for (let character = 0; character < index && at < run.end; ) {
    const byte = bytes[at] as number;
    if (byte === 0x25 && run.form === 'address') {
      character++;
      at += percentAt(bytes, at) || 1;
    } else if (byte === 0x26 && run.form !== 'literal') {
      const entity = entityAt(bytes, at, run.end);
      character += entity.text.length;
      at = entity.end;
    } else {
      const width = widthOf(byte);
      character += width === 4 ? 2 : 1;
      at += width;
    }
  }
  return at;
}

/** Bytes of a UTF-8 character by its first byte. */
const widthOf = (byte: number): number => {
  if (byte < 0x80) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const TO_ESCAPE = /[&<>"']/;

export const escaped = (text: string): string =>
  TO_ESCAPE.test(text)
    ? text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] as string)
    : text;

/** Nothing can be escaped in CDATA or a comment, so what could end it becomes a star. */
const plain = (text: string): string => text.replaceAll(/[<>&\]-]/g, '*');

import type { Edit } from '../../core/edit.ts';
import { type Anchored, IN_PLACE } from './run.ts';

/** Bytes [start, end) are to become `bytes`. */
export interface Patch {
  readonly start: number;
  readonly end: number;
  readonly bytes: string;
}

/** The file with every edit carried out, and data that was taken out or written anew. */
export function rewritten(
  bytes: Uint8Array,
  edits: readonly Edit[],
  anchoredOf: (segmentId: number) => Anchored,
  data: readonly Patch[],
): Uint8Array {
  const patches: Patch[] = [...data];
  for (const edit of edits)
    for (const patch of patchesOf(edit, anchoredOf(edit.segmentId))) patches.push(patch);
  return spliced(bytes, resolved(patches));
}

function patchesOf({ span, replacement }: Edit, { text, starts, ends, flags }: Anchored): Patch[] {
  const fits = replacement.length === span.end - span.start;
  const patches: Patch[] = [];
  let pending = fits ? undefined : replacement;
  for (let unit = span.start; unit < span.end; unit++) {
    const start = starts[unit] as number;
    const end = ends[unit] as number;
    if (start === end) continue;
    const inPlace = ((flags[unit] as number) & IN_PLACE) !== 0;
    const wanted = fits ? replacement.charAt(unit - span.start) : (pending ?? '');
    if (fits && wanted === text.charAt(unit)) continue;
    pending = '';
    const last = patches.at(-1);
    if (
      wanted === '*' &&
      end - start === 1 &&
      !inPlace &&
      last &&
      isStars(last) &&
      last.end === start
    )
      patches[patches.length - 1] = { start: last.start, end, bytes: `${last.bytes}*` };
    else patches.push({ start, end, bytes: inPlace ? '0'.repeat(end - start) : encoded(wanted) });
  }
  return patches;
}

/** Text as RTF that means the same wherever it is put: no escape depends on what stands around it. */
function encoded(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (char === '*' || char === '█') out += char === '*' ? '*' : '{\\uc0\\u9608 }';
    else if (code < 0x80) out += `\\'${code.toString(16).padStart(2, '0')}`;
    else out += `{\\uc0${[...utf16(char)].map((unit) => `\\u${unit} `).join('')}}`;
  }
  return out;
}

function* utf16(char: string): Generator<number> {
  for (let unit = 0; unit < char.length; unit++) {
    const code = char.charCodeAt(unit);
    yield code > 0x7fff ? code - 0x10000 : code;
  }
}

/** A star for every byte. */
const isStars = ({ start, end, bytes }: Patch) =>
  bytes.length === end - start && /^\*+$/.test(bytes);

/**
 * Patches in order and without overlaps. Several segments may show the same character (with and
 * without a revision): the first mask stays, and of a row of stars what is beyond it.
 */
function resolved(patches: readonly Patch[]): Patch[] {
  const out: Patch[] = [];
  let at = 0;
  for (const patch of patches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (patch.start >= at) out.push(patch);
    else if (patch.end > at && isStars(patch))
      out.push({ start: at, end: patch.end, bytes: '*'.repeat(patch.end - at) });
    at = Math.max(at, patch.end);
  }
  return out;
}

function spliced(bytes: Uint8Array, patches: readonly Patch[]): Uint8Array {
  const texts = patches.map((patch) => delimited(bytes, patch));
  const growth = patches.reduce(
    (sum, { start, end }, index) => sum + (texts[index] as string).length - (end - start),
    0,
  );
  // One allocation: a long list has hundreds of thousands of masks.
  const out = Buffer.allocUnsafe(bytes.length + growth);
  let from = 0;
  let to = 0;
  for (const [index, { start, end }] of patches.entries()) {
    out.set(bytes.subarray(from, start), to);
    to += start - from;
    to += out.write(texts[index] as string, to, 'latin1');
    from = end;
  }
  out.set(bytes.subarray(from), to);
  return out;
}

/** A blank for a removed character: a control word before it must not grow by the letter after it. */
const delimited = (bytes: Uint8Array, { start, bytes: text }: Patch): string =>
  text === '' && isWordByte(bytes[start - 1] ?? 0) && endsControlWord(bytes, start) ? ' ' : text;

const isWordByte = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);

function endsControlWord(bytes: Uint8Array, end: number): boolean {
  const before = Buffer.from(bytes.subarray(Math.max(0, end - 64), end)).toString('latin1');
  return /\\[a-z]+(?:-?\d+)?$/i.test(before);
}

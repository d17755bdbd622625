import type { Edit } from '../../core/edit.ts';
import { OffsetList } from '../shared/offset-list.ts';
import { spliced } from '../shared/splice.ts';
import { asRaw } from './writers.ts';

const OPENING = /["'`]|\/[/*]/g;
const BEFORE_IN_WORD = /[\w.]*$/;
const AFTER_IN_WORD = /^[\w.]*/;
/** Longer words are no numbers. */
const LONGEST_WORD = 64;

/** A script, and which parts of it are strings or comments. */
export class ScriptCode {
  readonly #code: string;
  #literals: { readonly starts: OffsetList; readonly ends: OffsetList } | undefined;

  constructor(code: string) {
    this.#code = code;
  }

  /**
   * Edits made fit for the script: a bare number that is masked becomes a string as a whole, for stars
   * alone would break the script, and the page with it. `base` is where the segment starts.
   */
  fitting(base: number, edits: readonly Edit[]): readonly Edit[] {
    const safe = edits.map((edit) => ({ ...edit, replacement: asRaw(edit.replacement) }));
    const words = Map.groupBy(safe, ({ span }) => this.#wordStart(base + span.start));
    return [...words].flatMap(([start, own]) =>
      start === undefined ? own : [this.#quoted(start - base, base, own)],
    );
  }

  /** Where the bare word at an offset starts; undefined in a string or a comment. */
  #wordStart(at: number): number | undefined {
    if (this.#isLiteral(at)) return undefined;
    const before = this.#code.slice(Math.max(0, at - LONGEST_WORD), at);
    return at - (BEFORE_IN_WORD.exec(before)?.[0].length ?? 0);
  }

  #quoted(start: number, base: number, edits: readonly Edit[]): Edit {
    const [{ segmentId }] = edits as readonly [Edit];
    const last = base + Math.max(...edits.map(({ span }) => span.end));
    const after = this.#code.slice(last, last + LONGEST_WORD);
    const end = last - base + (AFTER_IN_WORD.exec(after)?.[0].length ?? 0);
    const shifted = edits.map(({ span, replacement }) => ({
      span: { start: span.start - start, end: span.end - start },
      replacement,
    }));
    const word = spliced(this.#code.slice(base + start, base + end), shifted);
    return { segmentId, span: { start, end }, replacement: `"${word}"` };
  }

  #isLiteral(at: number): boolean {
    this.#literals ??= literalsOf(this.#code);
    const { starts, ends } = this.#literals;
    const index = starts.lastAtOrBelow(at);
    return index >= 0 && at < ends.at(index);
  }
}

function literalsOf(code: string) {
  const starts = new OffsetList();
  const ends = new OffsetList();
  OPENING.lastIndex = 0;
  for (let found = OPENING.exec(code); found; found = OPENING.exec(code)) {
    const end = literalEnd(code, found.index, found[0]);
    starts.push(found.index);
    ends.push(end);
    OPENING.lastIndex = end;
  }
  return { starts, ends };
}

/** Where a string, a template or a comment ends; at the end of the code when it never does. */
function literalEnd(code: string, start: number, opening: string): number {
  if (opening === '/*') {
    const end = code.indexOf('*/', start + 2);
    return end < 0 ? code.length : end + 2;
  }
  const stop = STOPS[opening] as RegExp;
  stop.lastIndex = start + opening.length;
  for (let found = stop.exec(code); found; found = stop.exec(code)) {
    if (found[0] !== '\\') return found.index + found[0].length;
    stop.lastIndex = found.index + 2;
  }
  return code.length;
}

const STOPS: Readonly<Record<string, RegExp>> = {
  '"': /["\\\r\n]/g,
  "'": /['\\\r\n]/g,
  '`': /[`\\]/g,
  '//': /[\r\n]/g,
};

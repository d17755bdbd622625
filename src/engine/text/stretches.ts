import { classOf, LOOSE, looseClassOf } from './char-class.ts';

/**
 * Calls `visit` for every stretch of letters, digits and what may stand between them, be it only now and then, with
 * the classes met in it, in reading order and linear time. Stretches shorter than `shortest` may be passed over:
 * looking at every `shortest`-th character misses no longer one.
 */
export function eachLooseStretch(
  text: string,
  shortest: number,
  visit: (start: number, end: number, kinds: number) => void,
): void {
  const last = text.length;
  let done = 0;
  for (let at = shortest - 1; at < last; at += shortest) {
    let kinds = looseClassOf(text.charCodeAt(at));
    if (kinds === 0) continue;
    let start = at;
    for (; start > done; start--) {
      const kind = looseClassOf(text.charCodeAt(start - 1));
      if (kind === 0) break;
      kinds |= kind;
    }
    let end = at + 1;
    for (; end < last; end++) {
      const kind = looseClassOf(text.charCodeAt(end));
      if (kind === 0) break;
      kinds |= kind;
    }
    if (end - start >= shortest) visit(start, end, kinds);
    done = end;
    at = end;
  }
}

/** The stretches in a loose one that hold together, if they are long enough. */
export function eachStretchIn(
  text: string,
  start: number,
  end: number,
  shortest: number,
  visit: (start: number, end: number, kinds: number) => void,
): void {
  let first = start;
  let kinds = 0;
  for (let at = start; at <= end; at++) {
    const kind = at < end ? classOf(text.charCodeAt(at)) : 0;
    kinds |= kind;
    if (kind !== 0) continue;
    if (at - first >= shortest) visit(first, at, kinds);
    first = at + 1;
    kinds = 0;
  }
}

/** Whether a class belongs to loose stretches only. */
export const isLoose = (kinds: number): boolean => (kinds & LOOSE) !== 0;

import { classOf } from './char-class.ts';

/**
 * Calls `visit` for every stretch of letters, digits and what may stand between them, with the classes met in it, in
 * reading order and linear time. Stretches shorter than `shortest` may be passed over: looking at every
 * `shortest`-th character misses no longer one.
 */
export function eachStretch(
  text: string,
  shortest: number,
  visit: (start: number, end: number, kinds: number) => void,
): void {
  const last = text.length;
  let done = 0;
  for (let at = shortest - 1; at < last; at += shortest) {
    let kinds = classOf(text.charCodeAt(at));
    if (kinds === 0) continue;
    let start = at;
    for (; start > done; start--) {
      const kind = classOf(text.charCodeAt(start - 1));
      if (kind === 0) break;
      kinds |= kind;
    }
    let end = at + 1;
    for (; end < last; end++) {
      const kind = classOf(text.charCodeAt(end));
      if (kind === 0) break;
      kinds |= kind;
    }
    if (end - start >= shortest) visit(start, end, kinds);
    done = end;
    at = end;
  }
}

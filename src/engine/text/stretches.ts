/**
 * Calls `visit` for every stretch of characters that have a class, with the classes met in it, in
 * reading order and linear time. Stretches shorter than `shortest` may be passed over: looking at every
 * `shortest`-th character misses no longer one.
 */
export function eachStretch(
  text: string,
  classes: Uint16Array,
  shortest: number,
  visit: (start: number, end: number, kinds: number) => void,
): void {
  const last = text.length;
  let done = 0;
  for (let at = shortest - 1; at < last; at += shortest) {
    let kinds = classes[text.charCodeAt(at)] as number;
    if (kinds === 0) continue;
    let start = at;
    for (; start > done; start--) {
      const kind = classes[text.charCodeAt(start - 1)] as number;
      if (kind === 0) break;
      kinds |= kind;
    }
    let end = at + 1;
    for (; end < last; end++) {
      const kind = classes[text.charCodeAt(end)] as number;
      if (kind === 0) break;
      kinds |= kind;
    }
    if (end - start >= shortest) visit(start, end, kinds);
    done = end;
    at = end;
  }
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** The first two, four or six digits of the numbers of a place that a text begins with; empty when it names none. */
export type PlaceFinder = (text: string) => string;

const LONGEST = 12;
const SHORTEST = 2;
/** 福建省 is 福建 as well, 闽侯县 闽侯. */
const KIND = /(?:特别行政区|自治区|自治州|自治县|地区|省|市|县|区|旗|盟)$/;
const finders = new WeakMap<readonly Named[], PlaceFinder>();

/** Reads 福建省福州市鼓楼区…, 福州鼓楼, 福建闽侯: the most particular place that each word leads to. */
export function placeFinder(divisions: readonly Named[]): PlaceFinder {
  let finder = finders.get(divisions);
  if (!finder) {
    finder = finderAmong(divisions);
    finders.set(divisions, finder);
  }
  return finder;
}

function finderAmong(divisions: readonly Named[]): PlaceFinder {
  const byName = new Map<string, string[]>();
  const put = (name: string, prefix: string) => {
    if (name.length < SHORTEST) return;
    const known = byName.get(name);
    if (known) known.push(prefix);
    else byName.set(name, [prefix]);
  };
  for (const { code, name } of divisions) {
    const prefix = code.replace(/(?:00){1,2}$/, '');
    put(name, prefix);
    put(name.replace(KIND, ''), prefix);
  }
  return (text) => {
    let place = '';
    for (let at = 0; at < text.length; ) {
      const next = nextPlace(text, at, place, byName);
      if (!next) break;
      place = next.prefix;
      at += next.length;
    }
    return place;
  };
}

/** The longest name that begins here and lies in the place so far; one that several places bear says nothing. */
function nextPlace(
  text: string,
  at: number,
  within: string,
  byName: ReadonlyMap<string, readonly string[]>,
): { prefix: string; length: number } | undefined {
  for (let length = Math.min(LONGEST, text.length - at); length >= SHORTEST; length--) {
    const [prefix, ...others] = new Set(
      byName.get(text.slice(at, at + length))?.filter((one) => one.startsWith(within)) ?? [],
    );
    if (prefix !== undefined && others.length === 0) return { prefix, length };
  }
  return undefined;
}

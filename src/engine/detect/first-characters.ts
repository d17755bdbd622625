/** What one part of a pattern may begin with; it may be left out when `isOptional`. */
interface Start {
  readonly first: Uint8Array;
  readonly isOptional: boolean;
  /** Where the next part begins. */
  readonly end: number;
}

const ASCII = 128;
const CLASS = /\[(\^?)((?:\\.|[^\]])+)\]/y;
const MEMBER = /\\d|\\?(.)(?:-\\?(.))?/g;
const GROUP = /\((?:\?:|\?<\w+>|(?!\?))/y;
const SKIPPABLE = /(?:[?*]|\{0(?:,\d*)?\})\??/y;
const COUNT = /(?:\+|\{\d+(?:,\d*)?\})\??/y;
const PLAIN = /\\d|\\?[-A-Za-z0-9]/y;
const LITERAL = /\\(?!d)[A-Za-z]/;

/**
 * A flag for every ASCII character that text fitting a pattern may begin with. Knows what rule files use, and says
 * “any” of all else: a value is looked at by the few rules that may fit it.
 */
export function firstCharacters(pattern: string): Uint8Array {
  try {
    const { first, isOptional, end } = alternatives(pattern, 0);
    if (!isOptional && end === pattern.length) return first;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return new Uint8Array(ASCII).fill(1);
}

function alternatives(pattern: string, from: number): Start {
  const first = new Uint8Array(ASCII);
  let isOptional = false;
  for (let at = from; ; at++) {
    const one = sequence(pattern, at);
    merge(first, one.first);
    isOptional ||= one.isOptional;
    at = one.end;
    if (pattern[at] !== '|') return { first, isOptional, end: at };
  }
}

function sequence(pattern: string, from: number): Start {
  const first = new Uint8Array(ASCII);
  let isOptional = true;
  let at = from;
  while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
    const one = part(pattern, at);
    if (isOptional) merge(first, one.first);
    isOptional &&= one.isOptional;
    at = one.end;
  }
  return { first, isOptional, end: at };
}

function part(pattern: string, at: number): Start {
  const group = matchAt(GROUP, pattern, at);
  if (group) {
    const inside = alternatives(pattern, at + group[0].length);
    if (pattern[inside.end] !== ')') throw new SyntaxError(pattern);
    return counted(pattern, inside.end + 1, inside.first, inside.isOptional);
  }
  const set = matchAt(CLASS, pattern, at) ?? matchAt(PLAIN, pattern, at);
  if (!set || LITERAL.test(set[0])) throw new SyntaxError(pattern);
  return counted(pattern, at + set[0].length, members(set[2] ?? set[0], set[1] === '^'), false);
}

function counted(pattern: string, at: number, first: Uint8Array, isOptional: boolean): Start {
  const optional = matchAt(SKIPPABLE, pattern, at);
  const count = optional ?? matchAt(COUNT, pattern, at);
  return {
    first,
    isOptional: isOptional || optional !== undefined,
    end: at + (count?.[0].length ?? 0),
  };
}

function members(list: string, isNot: boolean): Uint8Array {
  const first = new Uint8Array(ASCII);
  for (const { 0: member, 1: low = '0', 2: high } of list.matchAll(MEMBER)) {
    const last = member === '\\d' ? '9' : (high ?? low);
    for (let code = low.charCodeAt(0); code <= last.charCodeAt(0) && code < ASCII; code++)
      first[code] = 1;
  }
  return isNot ? first.map((flag) => 1 - flag) : first;
}

function merge(into: Uint8Array, from: Uint8Array): void {
  for (let code = 0; code < ASCII; code++) if (from[code]) into[code] = 1;
}

function matchAt(what: RegExp, pattern: string, at: number): RegExpExecArray | undefined {
  what.lastIndex = at;
  return what.exec(pattern) ?? undefined;
}

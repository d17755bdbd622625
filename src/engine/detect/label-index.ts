import { BREAK, classOf, NO_WIDTH, SPACE } from '../text/char-class.ts';
import { foldCode } from '../text/plain-value.ts';
import type { CompiledRule } from './rule-book.ts';

/** A word that says what stands after it or below it. */
export interface Label {
  readonly word: string;
  /** The rules it speaks for, in order of precedence. */
  readonly rules: readonly CompiledRule[];
  /** Those of them that take a number, and those that take words. */
  readonly values: readonly CompiledRule[];
  readonly words: readonly CompiledRule[];
  /** Those whose very own word it is: a number that it names may be mistyped and still be theirs. */
  readonly own: readonly CompiledRule[];
  /** What it means when no rule stands for it: a word of `words.yaml`. */
  readonly field: string | undefined;
  readonly denies: 'unchecked' | 'all' | undefined;
  /** It names an office's own contact. */
  readonly office: boolean;
  /** It names a person, or something that only a person has. */
  readonly person: boolean;
  /** It speaks of an organisation's account. */
  readonly payee: boolean;
  /** It says so only at the head of a column or left of a cell. */
  readonly headOnly: boolean;
}

interface Node {
  readonly next: Map<number, Node>;
  label: Label | undefined;
}

const BLANK = SPACE | BREAK | NO_WIDTH;
const MOST_BLANKS = 3;

/** All labels, found by their last character first: a value looks back at what stands before it. */
export class LabelIndex {
  private readonly root: Node = { next: new Map(), label: undefined };
  private readonly lastCharacters = new Uint8Array(0x10000);

  constructor(labels: Iterable<Label>) {
    for (const label of labels) this.add(label);
  }

  /** The longest label that ends right before `end`; blanks inside it do not count. */
  endingAt(text: string, end: number, headers = false): Label | undefined {
    if (end <= 0 || this.lastCharacters[text.charCodeAt(end - 1)] === 0) return undefined;
    let node: Node | undefined = this.root;
    let found: Label | undefined;
    let blanks = 0;
    for (let at = end - 1; at >= 0; at--) {
      const code = text.charCodeAt(at);
      const next: Node | undefined = node.next.get(code) ?? node.next.get(foldCode(code));
      if (next === undefined) {
        if (node === this.root || (classOf(code) & BLANK) === 0 || ++blanks > MOST_BLANKS) break;
        continue;
      }
      node = next;
      if (node.label && (headers || !node.label.headOnly)) found = node.label;
    }
    return found;
  }

  /** Whether a label may end with this character. */
  mayEndWith(code: number): boolean {
    return this.lastCharacters[code] === 1;
  }

  private add(label: Label): void {
    let node = this.root;
    for (let at = label.word.length - 1; at >= 0; at--) {
      const code = foldCode(label.word.charCodeAt(at));
      let next = node.next.get(code);
      if (!next) {
        next = { next: new Map(), label: undefined };
        node.next.set(code, next);
      }
      node = next;
    }
    node.label = label;
    for (const code of twinsOf(label.word.charCodeAt(label.word.length - 1)))
      this.lastCharacters[code] = 1;
  }
}

/** A character in all the hands that fold to the same. */
function twinsOf(code: number): number[] {
  const upper = foldCode(code);
  const lower = upper >= 0x41 && upper <= 0x5a ? upper + 0x20 : upper;
  const ascii = [code, upper, lower];
  return upper < 0x7f ? [...ascii, ...ascii.map((one) => one + 0xfee0)] : ascii;
}

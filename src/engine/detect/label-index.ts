import { BREAK, classOf, NO_WIDTH, SPACE } from '../text/char-class.ts';
import type { Codes } from '../text/codes.ts';
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
  /** By the index of a rule whether it speaks for it, against it or of something else. */
  readonly stances: Uint8Array;
  /** It names an office's own contact. */
  readonly office: boolean;
  /** It names a person, or something that only a person has. */
  readonly person: boolean;
  /** It speaks of an organisation's account. */
  readonly payee: boolean;
  /** It says so only at the head of a column or left of a cell. */
  readonly headOnly: boolean;
  /** Said before a value, and at the head of its column or left of its cell. */
  readonly before: Heard;
  readonly above: Heard;
  /** Said before a value of which nothing else is said. */
  readonly alone: readonly Heard[];
}

/** What a label has to say about a rule; 0 is nothing. */
export const FOR = 1;
export const AGAINST = 2;

/** A label that speaks of a value, and where it stands. */
export interface Heard {
  readonly label: Label;
  readonly from: 'label' | 'header';
  /** What it says as evidence. */
  readonly said: string;
  /** One array for all findings of a rule that say the same: a sheet may have a million of them. */
  readonly shared: (readonly string[] | undefined)[];
}

const BLANK = SPACE | BREAK | NO_WIDTH;
const MOST_BLANKS = 16;
const ROOT = 0;
const ANYWHERE = 1;
const AT_HEADS = 2;
const HAN_FIRST = 0x3400;
const HAN_LAST = 0x9fff;

/** All labels, found by their last character first: a value looks back at what stands before it. */
export class LabelIndex {
  /** Where in the tree the last character of a label leads to; `ROOT` for all others. */
  private readonly lastCharacters = new Uint32Array(0x10000);
  private readonly steps: Steps;
  /** For every place in the tree the label that ends there, and where it counts. */
  private readonly labels: (Label | undefined)[] = [undefined];
  private readonly ends: Uint8Array;

  constructor(labels: Iterable<Label>) {
    const all = [...labels];
    const { size } = new Set(all.flatMap(({ word }) => endsOf(word)));
    this.steps = new Steps(size);
    this.ends = new Uint8Array(size + 1);
    for (const label of all) this.add(label);
  }

  /** The longest label that ends right before `end`; blanks inside it do not count. */
  endingAt({ units }: Codes, end: number, headers = false): Label | undefined {
    let node = end > 0 ? (this.lastCharacters[units[end - 1] as number] as number) : ROOT;
    if (node === ROOT) return undefined;
    const { ends } = this;
    const counting = headers ? ANYWHERE | AT_HEADS : ANYWHERE;
    let last = ROOT;
    let blanks = 0;
    for (let at = end - 2; ; at--) {
      if ((ends[node] as number) & counting) last = node;
      if (at < 0) break;
      const code = units[at] as number;
      const next = this.stepFrom(node, code);
      if (next !== ROOT) node = next;
      else if ((classOf(code) & BLANK) === 0 || ++blanks > MOST_BLANKS) break;
    }
    return this.labels[last];
  }

  /** Where a character of a text leads to, in whatever hand it is written. */
  private stepFrom(node: number, code: number): number {
    const next = this.steps.from(node, code);
    if (next !== ROOT || (code >= HAN_FIRST && code <= HAN_LAST)) return next;
    const folded = foldCode(code);
    return folded === code ? ROOT : this.steps.from(node, folded);
  }

  /** Whether a label may end with this character. */
  mayEndWith(code: number): boolean {
    return this.lastCharacters[code] !== ROOT;
  }

  private add(label: Label): void {
    let node = ROOT;
    for (let at = label.word.length - 1; at >= 0; at--) {
      const code = foldCode(label.word.charCodeAt(at));
      // A blank in the tree would lead away from 姓名 at 姓 名, where 户 名 is a label too.
      if (classOf(code) & BLANK) continue;
      let next = this.steps.from(node, code);
      if (next === ROOT) {
        next = this.labels.push(undefined) - 1;
        this.steps.set(node, code, next);
      }
      node = next;
    }
    this.labels[node] = label;
    this.ends[node] = label.headOnly ? AT_HEADS : ANYWHERE;
    for (const code of twinsOf(label.word.charCodeAt(label.word.length - 1)))
      this.lastCharacters[code] = this.steps.from(
        ROOT,
        foldCode(label.word.charCodeAt(label.word.length - 1)),
      );
  }
}

const SPREAD = 0x9e3779b1;
const CODE_BITS = 16;
const FREE = 0;

/** All that a word may end with. */
const endsOf = (word: string): string[] => Array.from(word, (_, at) => word.slice(at));

/** Where a character leads from a node: one table without objects, and small, since every number asks it. */
class Steps {
  /** A key and right behind it its target, at twice the number of a slot. */
  private readonly slots: Uint32Array;
  private readonly shift: number;

  constructor(most: number) {
    const bits = Math.ceil(Math.log2(most + 1)) + 1;
    this.slots = new Uint32Array(2 << bits);
    this.shift = 32 - bits;
  }

  /** `ROOT` where it leads nowhere: nothing leads back there. */
  from(node: number, code: number): number {
    return this.slots[this.slot(((node << CODE_BITS) | code) >>> 0) + 1] as number;
  }

  set(node: number, code: number, target: number): void {
    const key = ((node << CODE_BITS) | code) >>> 0;
    const slot = this.slot(key);
    this.slots[slot] = key;
    this.slots[slot + 1] = target;
  }

  /** Where the key is, or where it would be. */
  private slot(key: number): number {
    const { slots } = this;
    const last = slots.length - 1;
    let slot = (Math.imul(key, SPREAD) >>> this.shift) << 1;
    for (let held = slots[slot]; held !== key && held !== FREE; held = slots[slot])
      slot = (slot + 2) & last;
    return slot;
  }
}

/** A character in all the hands that fold to the same. */
function twinsOf(code: number): number[] {
  const upper = foldCode(code);
  const lower = upper >= 0x41 && upper <= 0x5a ? upper + 0x20 : upper;
  const ascii = [code, upper, lower];
  return upper < 0x7f ? [...ascii, ...ascii.map((one) => one + 0xfee0)] : ascii;
}

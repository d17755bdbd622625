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
}

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
const NOWHERE = -1;
const HAN_FIRST = 0x3400;
const HAN_LAST = 0x9fff;

/** All labels, found by their last character first: a value looks back at what stands before it. */
export class LabelIndex {
  private readonly lastCharacters = new Uint8Array(0x10000);
  private readonly steps: Steps;
  /** For every place in the tree the label that ends there. */
  private readonly labels: (Label | undefined)[] = [undefined];

  constructor(labels: Iterable<Label>) {
    const all = [...labels];
    this.steps = new Steps(all.reduce((sum, { word }) => sum + word.length, 0));
    for (const label of all) this.add(label);
  }

  /** The longest label that ends right before `end`; blanks inside it do not count. */
  endingAt({ units }: Codes, end: number, headers = false): Label | undefined {
    if (end <= 0 || this.lastCharacters[units[end - 1] as number] === 0) return undefined;
    const { steps, labels } = this;
    let node = ROOT;
    let found: Label | undefined;
    let blanks = 0;
    for (let at = end - 1; at >= 0; at--) {
      const code = units[at] as number;
      let next = steps.from(node, code);
      if (next === NOWHERE && (code < HAN_FIRST || code > HAN_LAST))
        next = steps.from(node, foldCode(code));
      if (next === NOWHERE) {
        if (node === ROOT || (classOf(code) & BLANK) === 0 || ++blanks > MOST_BLANKS) break;
        continue;
      }
      node = next;
      const label = labels[node];
      if (label !== undefined && (headers || !label.headOnly)) found = label;
    }
    return found;
  }

  /** Whether a label may end with this character. */
  mayEndWith(code: number): boolean {
    return this.lastCharacters[code] === 1;
  }

  private add(label: Label): void {
    let node = ROOT;
    for (let at = label.word.length - 1; at >= 0; at--) {
      const code = foldCode(label.word.charCodeAt(at));
      // A blank in the tree would lead away from 姓名 at 姓 名, where 户 名 is a label too.
      if (classOf(code) & BLANK) continue;
      let next = this.steps.from(node, code);
      if (next === NOWHERE) {
        next = this.labels.push(undefined) - 1;
        this.steps.set(node, code, next);
      }
      node = next;
    }
    this.labels[node] = label;
    for (const code of twinsOf(label.word.charCodeAt(label.word.length - 1)))
      this.lastCharacters[code] = 1;
  }
}

const SPREAD = 0x9e3779b1;
const CODE_BITS = 16;
const FREE = 0;

/** Where a character leads from a node: one table without objects, since every number asks it. */
class Steps {
  private readonly keys: Uint32Array;
  private readonly targets: Int32Array;
  private readonly shift: number;

  constructor(most: number) {
    const bits = Math.ceil(Math.log2(most + 1)) + 1;
    this.keys = new Uint32Array(1 << bits);
    this.targets = new Int32Array(1 << bits).fill(NOWHERE);
    this.shift = 32 - bits;
  }

  from(node: number, code: number): number {
    return this.targets[this.slot(((node << CODE_BITS) | code) >>> 0)] as number;
  }

  set(node: number, code: number, target: number): void {
    const key = ((node << CODE_BITS) | code) >>> 0;
    const slot = this.slot(key);
    this.keys[slot] = key;
    this.targets[slot] = target;
  }

  /** Where the key is, or where it would be. */
  private slot(key: number): number {
    const { keys } = this;
    const last = keys.length - 1;
    let slot = Math.imul(key, SPREAD) >>> this.shift;
    while (keys[slot] !== key && keys[slot] !== FREE) slot = (slot + 1) & last;
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

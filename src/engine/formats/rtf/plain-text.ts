const TOKEN =
  /\\(?:([a-zA-Z]+)(-?\d+)? ?|'([0-9a-fA-F]{2})|([\s\S]))|([{}])|([^\\{}\r\n\0]+)|[\r\n\0]+/y;
const BREAKS = /^(?:par|sect|page|column|row|nestrow|line|softline)$/;
const TABS = /^(?:cell|nestcell|tab)$/;
/** Groups whose text stands beside the text around them, not in it. */
const ASIDE =
  /^(?:(?:header|footer)[lrf]?|footnote|annotation|atn\w+|fldinst|bkmk\w+|shptxt|listtext|pntext|info|sn|sv|pict|objdata|stylesheet|fonttbl)$/;
const INLINE = /^(?:fldrslt|shpinst|result)$/;
const SYMBOLS: Readonly<Record<string, string>> = {
  '~': ' ',
  _: '-',
  '\\': '\\',
  '{': '{',
  '}': '}',
  '\r': '\n',
  '\n': '\n',
};

interface Group {
  text: string[];
  /** The text of the group goes to the group around it too. */
  inline: boolean;
  hidden: boolean;
  deleted: boolean;
  standIns: number;
}

/** A regular-expression reader: the text of every group, an inline group's in that of the group around it. */
export class RtfPlainText {
  readonly #source: string;
  readonly #hides: boolean;
  readonly #stack: Group[] = [];
  #group: Group = { text: [], inline: true, hidden: false, deleted: false, standIns: 1 };
  #skip = 0;
  readonly #done: string[] = [];

  /** `hides`: leave out what is hidden or deleted, as a word processor shows the text. */
  constructor(source: string, hides: boolean) {
    this.#source = source;
    this.#hides = hides;
  }

  *texts(): Generator<string> {
    const token = new RegExp(TOKEN);
    for (let match = token.exec(this.#source); match; match = token.exec(this.#source)) {
      this.#take(match);
      if (this.#done.length > 0) yield* this.#done.splice(0);
    }
    for (const text of new Set([...this.#stack, this.#group].map((group) => group.text)))
      yield text.join('');
  }

  #take([, word, param, hex, symbol, brace, plain]: RegExpExecArray): void {
    if (brace === '{') this.#open();
    else if (brace === '}') this.#close();
    else if (plain !== undefined) this.#put(plain);
    else if (hex) this.#put(String.fromCharCode(Number.parseInt(hex, 16)));
    else if (symbol === '*') this.#setAside();
    else if (symbol) this.#put(SYMBOLS[symbol] ?? '');
    else if (word) this.#word(word, param);
  }

  #open(): void {
    this.#skip = 0;
    this.#stack.push(this.#group);
    this.#group = { ...this.#group, inline: true };
  }

  #close(): void {
    this.#skip = 0;
    const outer = this.#stack.pop();
    if (!outer) return;
    if (!this.#group.inline) this.#done.push(this.#group.text.join(''));
    this.#group = outer;
  }

  #setAside(): void {
    if (this.#group.inline) this.#group.text = [];
    this.#group.inline = false;
  }

  #setInline(): void {
    this.#group.text = this.#stack.at(-1)?.text ?? this.#group.text;
    this.#group.inline = true;
  }

  #put(text: string): void {
    const left = text.slice(this.#skip);
    this.#skip = Math.max(0, this.#skip - text.length);
    if (!(this.#hides && (this.#group.hidden || this.#group.deleted))) this.#group.text.push(left);
  }

  #word(word: string, param: string | undefined): void {
    const group = this.#group;
    this.#skip = 0;
    if (word === 'u') {
      // U+E000 marks what is already Unicode among bytes that still have a code page.
      this.#put(`\uE000${String.fromCharCode(Number(param) & 0xffff)}`);
      this.#skip = group.standIns;
    } else if (word === 'uc') group.standIns = Number(param ?? 1);
    else if (word === 'v') group.hidden = param !== '0';
    else if (word === 'deleted') group.deleted = param !== '0';
    else if (word === 'plain') group.hidden = group.deleted = false;
    else if (INLINE.test(word)) this.#setInline();
    else if (ASIDE.test(word)) this.#setAside();
    else if (BREAKS.test(word)) group.text.push('\n');
    else if (TABS.test(word)) group.text.push('\t');
  }
}

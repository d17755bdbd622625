import { DocumentError } from '../../core/errors.ts';
import { AFTER_END, BODY, type Destination, dataKindOf, destinationOf } from './destinations.ts';
import { Flow, type Passage } from './flow.ts';
import { FontTable } from './fonts.ts';
import { Looks } from './looks.ts';
import { IN_PLACE } from './run.ts';
import {
  CHARACTER_SYMBOLS,
  CHARACTER_WORDS,
  type DataGroup,
  fontOf,
  formatted,
  type GroupState,
  PARAGRAPH_ENDS,
  PLAIN,
} from './state.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What was found in a file: text with anchors, and the groups of coded data. */
export interface RtfContent {
  readonly passages: readonly Passage[];
  readonly data: readonly DataGroup[];
}

type Word = Extract<Token, { kind: 'word' }>;

const SEMICOLON = 0x3b;
const MOST_GROUPS_DEEP = 10_000;
/** No control word of the standard has a parameter over 32 bits: longer ones are a place to hide. */
const LONGEST_PARAMETER = 10;

/** Reads a whole file in one pass. */
export function readRtf(bytes: Uint8Array): RtfContent {
  const reader = new Reader(bytes);
  for (const token of tokensOf(bytes)) reader.take(token);
  return reader.ended();
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #flows: Flow[] = [];
  readonly #data: DataGroup[] = [];
  readonly #stack: GroupState[] = [];
  readonly #fonts = new FontTable();
  readonly #looks = new Looks();
  #state: GroupState;
  /** Where colours are declared. */
  #colours: Flow | undefined;
  #afterEnd: Flow | undefined;
  /** Where the token before this one ended. */
  #lastEnd = 0;
  #tables = 0;
  #starred = false;
  /** Stand-in characters still to come after a `\uN`. */
  #standIns = 0;
  #lead: { readonly byte: number; readonly start: number; readonly end: number } | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#state = {
      flow: this.#newFlow(BODY, ''),
      data: undefined,
      standIns: 1,
      doubleByte: false,
      inTable: false,
      level: 1,
      paragraphShade: 0,
      ...PLAIN,
    };
  }

  take(token: Token): void {
    this.#endLine(token);
    if (token.kind !== 'text' && token.kind !== 'hex') this.#endLead();
    if (token.kind === 'open') this.#open();
    else if (token.kind === 'close') this.#close(token.start);
    else if (token.kind === 'word') this.#word(token);
    else if (token.kind === 'symbol') this.#symbol(token);
    else if (token.kind === 'hex') this.#byte(token.byte, token.start, token.end);
    else if (token.kind === 'binary') this.#binary(token.data, token.end);
    else
      for (let at = token.start; at < token.end; at++)
        this.#byte(this.#bytes[at] as number, at, at + 1);
  }

  /** Behind the end nothing is RTF any more: a line end parts what it stands between. */
  #endLine({ start, end }: Token): void {
    const { flow, inTable, level } = this.#state;
    if (flow === this.#afterEnd && start > this.#lastEnd) flow.endParagraph(inTable, level);
    this.#lastEnd = end;
  }

  ended(): RtfContent {
    this.#endLead();
    return { passages: this.#flows.flatMap((flow) => flow.ended()), data: this.#data };
  }

  #open(): void {
    this.#standIns = 0;
    this.#starred = false;
    this.#state.flow.openGroup();
    this.#stack.push(this.#state);
    if (this.#stack.length > MOST_GROUPS_DEEP)
      throw new DocumentError(
        'document-limit-exceeded',
        'RTF 分组嵌套过深 · RTF groups nested too deep',
      );
  }

  #close(at: number): void {
    this.#standIns = 0;
    this.#starred = false;
    if (this.#state.data) this.#state.data.end = at;
    const outer = this.#stack.pop();
    if (outer) this.#state = outer;
    if (this.#stack.length > 0) return;
    this.#afterEnd ??= this.#newFlow(AFTER_END, '文件末尾');
    this.#state = { ...this.#state, flow: this.#afterEnd, data: undefined };
  }

  #word(word: Word): void {
    const starred = this.#starred;
    this.#starred = false;
    this.#looks.declare(word.name, word.param ?? 0);
    if (word.digits[1] - word.digits[0] > LONGEST_PARAMETER)
      this.#inPlace('控制字参数', ...word.digits);
    if (word.name === 'u') this.#unicode(word);
    else {
      this.#standIns = 0;
      const char = CHARACTER_WORDS[word.name];
      if (char !== undefined) this.#add(char, word.start, word.end);
      else if (!this.#structure(word.name) && !this.#enter(word, starred)) this.#format(word);
    }
  }

  #format({ name, param }: Word): void {
    this.#fonts.declare(name, param ?? 0);
    this.#state = formatted(this.#state, name, param);
  }

  /** Ends of paragraphs, cells and rows. */
  #structure(name: string): boolean {
    const { flow, inTable, level } = this.#state;
    if (PARAGRAPH_ENDS.includes(name)) flow.endParagraph(inTable, level);
    else if (name === 'cell') flow.endCell(1);
    else if (name === 'nestcell') flow.endCell(Math.max(2, level));
    else if (name === 'row') flow.endRow(1);
    else if (name === 'nestrow') flow.endRow(Math.max(2, level));
    else return false;
    return true;
  }

  /** A group's destination: the text that follows belongs there. */
  #enter({ name, end }: Word, starred: boolean): boolean {
    if (dataKindOf(name)) {
      const data = { name, start: end, end: this.#bytes.length };
      this.#data.push(data);
      this.#state = { ...this.#state, data };
      return true;
    }
    if (TRANSPARENT.includes(name)) return true;
    const destination = destinationOf(name, starred);
    if (!destination) return false;
    const flow = this.#newFlow(destination, `${name.slice(0, 24)} `);
    if (name === 'colortbl') this.#colours ??= flow;
    this.#state = {
      ...this.#state,
      flow,
      data: undefined,
      inTable: false,
      level: 1,
      paragraphShade: 0,
      ...PLAIN,
    };
    return true;
  }

  #symbol({ start, end, code }: Extract<Token, { kind: 'symbol' }>): void {
    if (code === 0x2a) this.#starred = true;
    const char = CHARACTER_SYMBOLS[code];
    if (this.#standIns > 0 && char !== undefined) this.#standIn(end);
    else if (char !== undefined) this.#add(char, start, end);
    else if (code === 0x0d || code === 0x0a)
      this.#state.flow.endParagraph(this.#state.inTable, this.#state.level);
  }

  #unicode({ param = 0xfffd, start, end }: Word): void {
    this.#add(String.fromCharCode(param & 0xffff), start, end);
    this.#standIns = this.#state.standIns;
  }

  #standIn(end: number): void {
    this.#standIns--;
    this.#state.flow.paragraph.stretch(end);
  }

  #byte(byte: number, start: number, end: number): void {
    this.#starred = false;
    if (this.#state.data) return;
    if (byte === SEMICOLON && this.#state.flow === this.#colours) this.#looks.endColour();
    if (this.#standIns > 0) this.#standIn(end);
    else this.#decode(byte, start, end);
  }

  #decode(byte: number, start: number, end: number): void {
    const page = this.#fonts.codePage(fontOf(this.#state));
    const lead = this.#lead;
    if (lead && page.isTrail(byte)) {
      this.#lead = undefined;
      this.#add(page.pair(lead.byte, byte), lead.start, end);
      return;
    }
    this.#endLead();
    if (page.isLead(byte)) this.#lead = { byte, start, end };
    else this.#add(page.char(byte), start, end);
  }

  #endLead(): void {
    if (!this.#lead) return;
    const { start, end } = this.#lead;
    this.#lead = undefined;
    this.#add('\uFFFD', start, end);
  }

  #binary(start: number, end: number): void {
    if (this.#standIns > 0) this.#standIn(end);
    else if (!this.#state.data) this.#inPlace('bin', start, end);
  }

  /** Bytes that can only be overwritten by as many others. */
  #inPlace(label: string, start: number, end: number): void {
    const flow = this.#newFlow(AFTER_END, label);
    for (let at = start; at < end; at++)
      flow.paragraph.add(String.fromCharCode(this.#bytes[at] as number), at, at + 1, IN_PLACE);
  }

  #add(text: string, start: number, end: number): void {
    this.#standIns = 0;
    const { data, flow, flags } = this.#state;
    if (data) return;
    flow.paragraph.add(text, start, end, flags | this.#looks.flagOf(this.#state, flow.isBox));
  }

  #newFlow(destination: Destination, label: string): Flow {
    const flow = new Flow(destination, label, () => this.#tables++);
    this.#flows.push(flow);
    return flow;
  }
}

/** Starred or not, the text of these groups belongs where the group stands. */
const TRANSPARENT = 'shpinst shppict pn field fldrslt nesttableprops object result'.split(' ');

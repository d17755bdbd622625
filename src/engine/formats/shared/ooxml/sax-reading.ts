import { SaxesParser } from 'saxes';
import { DocumentError } from '../../../core/errors.ts';
import { codedValue } from '../coded.ts';
import { withoutExponent } from '../without-exponent.ts';
import { badXml } from '../xml/damage.ts';
import { drawnBy } from './format-code.ts';
import { graphicsCopy } from './graphics-copy.ts';
import type { ListItem } from './plain-list.ts';
import { isPlace, isTechnical } from './technical.ts';

/** Elements after which a reader would take a breath; inside a row the row breathes. */
const BREAKS: ReadonlySet<string> = new Set(['p', 'si', 'is', 'comment', 'row', 'tr', 'div', 'r']);
/** Elements in which `&B` and `&"font,style"` change the looks of what is printed. */
const HEADER = /^(?:odd|even|first)(?:Header|Footer)$/;
const LOOKS = /&(?:"[^"]*"|\d{1,2}|[A-Z])/g;
const ROWS: ReadonlySet<string> = new Set(['row', 'tr']);
const MARKS: Readonly<Record<string, string>> = {
  tab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
};
const LONGEST_MARK = 4;
/** A name as short as this holds nobody's number. */
const SHORTEST_NAME = 7;
const LONGEST_LINE = 1 << 16;
const LISTS: Readonly<Record<string, ListItem>> = { sheetData: 'row', sst: 'si' };

/**
 * The text of one XML part as saxes sees it: paragraphs and rows in one piece, in three states of
 * tracked changes; attributes, comments and instructions beside them. Independent of the scanner
 * that edits.
 */
export class SaxReading {
  root = '';
  readonly #parser = new SaxesParser();
  readonly #shared: string[];
  readonly #names: string[] = [];
  readonly #seen = new Set<string>();
  #rows = 0;
  #deleted = 0;
  #inserted = 0;
  #aids = 0;
  #cellType = '';
  #all = '';
  #current = '';
  #before = '';
  #visible = '';
  #hidden = false;
  #changed = false;
  #item = '';
  #beside = '';
  #out: string[] = [];
  /** How many characters saxes was given, and how many it had read at the last tag. */
  #given = 0;
  #tagEnd = 0;

  constructor(lenient: boolean, shared: string[]) {
    this.#shared = shared;
    const parser = this.#parser;
    // An eighth handler would make saxes five times slower: V8 then takes the parser for a dictionary.
    // Without one of its own for errors it throws them.
    if (lenient) parser.on('error', () => undefined);
    else
      parser.on('doctype', () => {
        throw badXml('DOCTYPE');
      });
    parser.on('opentag', ({ name, attributes }) =>
      this.#open(name, attributes as Record<string, string>),
    );
    parser.on('closetag', ({ name }) => this.#close(local(name)));
    parser.on('text', (said) => this.#text(said));
    parser.on('cdata', (said) => this.#text(said));
    parser.on('comment', (said) => this.#aside(said));
    parser.on('processinginstruction', ({ target, body }) => this.#aside(`${target} ${body}`));
  }

  write(chunk: string): void {
    this.#given += chunk.length;
    this.#guarded(() => this.#parser.write(chunk));
  }

  /** What may follow next, when the last that was written is the tag of a list or of an item of one. */
  get next(): ListItem | undefined {
    return this.#tagEnd === this.#given ? LISTS[this.#names.at(-1) ?? ''] : undefined;
  }

  /** Takes in an item that was read without saxes. */
  say(item: ListItem, words: string): void {
    if (item === 'si') this.#shared.push(words.length <= LONGEST_MARK ? words : '');
    if (words.trim() !== '') this.#out.push(words);
  }

  #guarded(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      throw error instanceof DocumentError ? error : badXml('saxes');
    }
  }

  end(): void {
    this.#guarded(() => this.#parser.close());
    this.#flush();
    this.#flushBeside();
  }

  /** What has been read since the last call. */
  take(): string[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  #open(qualified: string, attributes: Record<string, string>): void {
    const name = local(qualified);
    this.#tagEnd = this.#parser.position;
    if (this.root === '') this.root = name;
    this.#names.push(name);
    if (qualified.length > SHORTEST_NAME) this.#name(qualified);
    if (ROWS.has(name)) this.#rows++;
    if (name === 'del' || name === 'moveFrom') this.#deleted++;
    else if (name === 'ins' || name === 'moveTo') this.#inserted++;
    else if (name === 'rt' || name === 'rPh') this.#aids++;
    else if (name === 'c' || name === 'tc') this.#cell(attributes);
    else if (name === 'sym') this.#symbol(attributes);
    else if (name === 'r') this.#hidden = false;
    else if (name === 'vanish') this.#hidden = attributes['w:val'] !== '0';
    const mark = MARKS[name];
    if (mark !== undefined) this.#say(mark);
    this.#attributes(name, attributes);
  }

  /** The name of an element or attribute, once, when it holds digits like a number of somebody's. */
  #name(name: string): void {
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    if (/\d/.test(name) && name.replaceAll(/\D/g, '').length >= 7) this.#aside(name);
  }

  #cell(attributes: Record<string, string>): void {
    this.#cellType = attributes.t ?? '';
    this.#say('\t');
  }

  #symbol(attributes: Record<string, string>): void {
    const code = Number.parseInt(attributes['w:char'] ?? '', 16) & 0x0fff;
    if (code > 0) this.#say(String.fromCharCode(code));
  }

  #attributes(element: string, attributes: Record<string, string>): void {
    const isCell = element === 'c' || element === 'row';
    for (const name in attributes) {
      const value = attributes[name] as string;
      if (name.length > SHORTEST_NAME) this.#name(name);
      if (value === '' || value === 'preserve' || (isCell && isPlace(name, value.length))) continue;
      if (value.includes('%')) this.#aside(withoutCodes(value));
      if (name === 'formatCode') this.#aside(drawnBy(value));
      if (local(name) === 'gfxdata') this.#aside(graphicsCopy(value));
      this.#workedOut(value);
      if (!isTechnical(element, value)) this.#beside += `${value} | `;
    }
    if (this.#beside.length > LONGEST_LINE) this.#flushBeside();
  }

  /** What a value comes to beside its words: coded bytes, a number with an exponent. */
  #workedOut(value: string): void {
    const said = codedValue(value)?.said || withoutExponent(value);
    if (said) this.#aside(said);
  }

  #close(name: string): void {
    this.#tagEnd = this.#parser.position;
    this.#names.pop();
    if (name === 'del' || name === 'moveFrom') this.#deleted--;
    else if (name === 'ins' || name === 'moveTo') this.#inserted--;
    else if (name === 'rt' || name === 'rPh') this.#aids--;
    else if (name === 'c') this.#cellType = '';
    if (name === 'si') this.#share();
    if (ROWS.has(name)) this.#rows--;
    if (!BREAKS.has(name) || name === 'r') this.#breath(name);
    else if (this.#rows === 0) this.#flush();
    else this.#say('\n');
  }

  /** Text outside paragraphs: each element is a line. */
  #breath(name: string): void {
    const loose = this.#rows === 0 && !this.#names.some((open) => BREAKS.has(open));
    if (loose && this.#all !== '' && !BREAKS.has(name)) this.#flush();
  }

  #share(): void {
    // Long strings are told with the table of strings; only short ones may be digits of a number.
    this.#shared.push(this.#item.length <= LONGEST_MARK ? this.#item : '');
    this.#item = '';
  }

  #text(said: string): void {
    const element = this.#names.at(-1);
    this.#workedOut(said);
    if (said.includes('&') && HEADER.test(element ?? '')) this.#aside(said.replaceAll(LOOKS, ''));
    if (element === 'v' && this.#cellType === 's') this.#say(this.#shared[Number(said)] ?? '');
    else if (element === 'f' && this.#rows > 0) this.#aside(said);
    else if (this.#aids > 0 || element === 'instrText' || element === 'delInstrText')
      this.#beside += said;
    else this.#say(said);
  }

  #say(said: string): void {
    const asIs = this.#deleted === 0 && this.#inserted === 0 && !this.#hidden;
    if (!asIs || this.#changed) this.#sayChanged(said);
    this.#all += said;
    if (this.root === 'sst') this.#item += said;
    if (this.#all.length > LONGEST_LINE && this.#rows === 0) this.#flush();
  }

  /** From the first tracked or hidden word on, a line has more than one reading. */
  #sayChanged(said: string): void {
    if (!this.#changed) {
      this.#current = this.#all;
      this.#before = this.#all;
      this.#visible = this.#all;
      this.#changed = true;
    }
    if (this.#deleted === 0) this.#current += said;
    if (this.#inserted === 0) this.#before += said;
    if (this.#deleted === 0 && !this.#hidden) this.#visible += said;
  }

  #aside(said: string): void {
    this.#beside += `${said} | `;
  }

  #flush(): void {
    const readings = this.#changed
      ? new Set([this.#all, this.#current, this.#before, this.#visible])
      : [this.#all];
    for (const said of readings) if (said.trim() !== '') this.#out.push(said);
    this.#all = '';
    this.#changed = false;
  }

  #flushBeside(): void {
    if (this.#beside !== '') this.#out.push(this.#beside);
    this.#beside = '';
  }
}

/** An address with its letters in place of their codes. */
const withoutCodes = (address: string): string =>
  address.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

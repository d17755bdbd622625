import type { Cell, Channel } from '../../core/segment.ts';
import type { Run } from '../shared/written-text.ts';
import { readAttributes, readMarkup } from './attribute-reader.ts';
import { readScript, readStyle } from './code.ts';
import { ENDS, isBlock, KEEPS_SPACE, MARKUP_IN_RAW, RAW, VOID } from './elements.ts';
import { TEXT_ENTITIES } from './entities.ts';
import { Flow } from './flow.ts';
import type { Gathered } from './gathered.ts';
import { asPage, type Layer, layerIn } from './layer.ts';
import { type Look, PageLooks, unseenBy } from './looks.ts';
import { StyleRules } from './style-rules.ts';
import { Tables } from './tables.ts';
import { textRuns } from './text-runs.ts';
import type { HtmlTag, HtmlVisitor } from './tokens.ts';
import { asRaw, asText } from './writers.ts';

interface OpenElement {
  readonly name: string;
  /** Not seen: it has a flow of its own, and the one around it runs on past it. */
  readonly isHidden: boolean;
  /** Shown from its end to its beginning, whatever it holds. */
  readonly isTurned: boolean;
}

/** What turns the direction of reading in plain text, and turns it back. */
const TURNED = '\u202e';
const TURNED_BACK = '\u202c';
const TURNING_STYLE = /direction\s*:\s*rtl/i;
const OVERRIDING_STYLE = /unicode-bidi\s*:\s*(?:bidi|isolate)-override/i;

/** Browsers stop nesting there, too. */
const DEEPEST = 512;

/** Reads one layer of a page token by token. */
export class Page implements HtmlVisitor {
  readonly #layer: Layer;
  readonly #out: Gathered;
  readonly #tables: Tables;
  readonly #open: OpenElement[] = [];
  readonly #flows: Flow[] = [new Flow()];
  readonly #looks: PageLooks;
  /** Of the open elements. */
  readonly #around: Look[] = [];

  constructor(layer: Layer, out: Gathered) {
    this.#layer = layer;
    this.#out = out;
    this.#tables = new Tables(out);
    this.#looks = new PageLooks(new StyleRules(layer.text));
  }

  readonly #writeText = (text: string): string => this.#layer.write(asText(text));
  readonly #writeRaw = (text: string): string => this.#layer.write(asRaw(text));

  startTag(tag: HtmlTag): void {
    readAttributes(this.#layer, tag, this.#out);
    this.#closeImplied(tag.name);
    if (isBlock(tag.name)) this.#endParagraph();
    if (VOID.has(tag.name) || this.#open.length >= DEEPEST) return;
    const look = this.#looks.of(tag, this.#layer.text, this.#around);
    const isHidden = NOT_SHOWN.test(tag.name) || look.gone !== this.#look.gone;
    this.#around.push(look);
    if (isHidden) this.#flows.push(new Flow());
    const isTurned = turns(tag, this.#layer.text);
    this.#open.push({ name: tag.name, isHidden, isTurned });
    if (isTurned) this.#turn(tag.start, TURNED);
    this.#openTablePart(tag);
  }

  endTag(tag: HtmlTag): void {
    readMarkup(this.#layer, tag, this.#out);
    if (isBlock(tag.name)) this.#endParagraph();
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const { name } = this.#open[index] as OpenElement;
      if (name === tag.name) {
        this.#closeTo(index);
        return;
      }
      if (name === 'table' || (/^t[dh]$/.test(name) && !/^t/.test(tag.name))) return;
    }
  }

  text(start: number, end: number, says: string): void {
    if (RAW.has(this.#name)) {
      this.#raw({ start, end });
      return;
    }
    const { text } = this.#layer;
    const runs = textRuns(text, start, end, says);
    if (!runs.agrees)
      this.#out.doubts.push(this.#out.locate('body', this.#layer.inSource([{ start, end }])));
    this.#flow.add(text, runs.runs, KEEPS_SPACE.has(this.#name), unseenBy(this.#look));
  }

  comment(start: number, end: number): void {
    const { text } = this.#layer;
    const isPlain = text.startsWith('<!--', start);
    const inner = {
      start: start + (isPlain ? 4 : 1),
      end: end - (isPlain && text.endsWith('-->', end) ? 3 : 0),
    };
    if (inner.end <= inner.start) return;
    if (!text.slice(inner.start, inner.end).includes('<')) this.#hide('comment', inner);
    else this.#out.pages.push(asPage(layerIn(this.#layer, inner, undefined, asRaw), 'comment'));
  }

  doctype(start: number, end: number): void {
    readMarkup(this.#layer, { name: '', start, end, attributes: [] }, this.#out);
  }

  leftover(start: number, end: number): void {
    this.#hide('hidden', { start, end });
  }

  /** To be called behind the last token. */
  end(): void {
    this.#closeTo(0);
    this.#endParagraph();
  }

  /** Notes it in the flow as plain text would: in the source it is a tag. */
  #turn(at: number, text: string): void {
    this.#flow.add('', [{ start: at, end: at, text }], true);
  }

  get #flow(): Flow {
    return this.#flows.at(-1) as Flow;
  }

  get #look(): Look {
    return this.#around.at(-1) ?? this.#looks.base;
  }

  get #name(): string {
    return this.#open.at(-1)?.name ?? '';
  }

  /** Text that nobody sees, entities read all the same. */
  #hide(channel: Channel, { start, end }: { start: number; end: number }): void {
    const layer = layerIn(this.#layer, { start, end }, TEXT_ENTITIES, asRaw);
    if (layer.text.trim() === '') return;
    this.#out.hide({
      channel: this.#layer.channel ?? channel,
      runs: layer.inSource([{ start: 0, end: layer.text.length }]),
      write: layer.write,
    });
  }

  #closeImplied(name: string): void {
    const ended = ENDS[name];
    if (!ended) return;
    const table = this.#open.findLastIndex((element) => element.name === 'table');
    const first = this.#open.findIndex(
      (element, index) => index > table && ended.has(element.name),
    );
    if (first >= 0) this.#closeTo(first);
  }

  #closeTo(index: number): void {
    while (this.#open.length > index) this.#closeLast();
  }

  #closeLast(): void {
    const { name, isHidden, isTurned } = this.#open.at(-1) as OpenElement;
    if (isTurned) this.#turn(0, TURNED_BACK);
    if (isBlock(name) || isHidden) this.#endParagraph();
    this.#open.pop();
    this.#around.pop();
    if (isHidden) this.#flows.pop();
    if (name === 'table') this.#tables.close();
    if (name === 'td' || name === 'th' || name === 'tr') this.#tables.closeCell();
  }

  #openTablePart({ name, attributes }: HtmlTag): void {
    const span = (which: string) => {
      const found = attributes.find((attribute) => attribute.name === which);
      return found ? Number.parseInt(this.#layer.text.slice(found.valueStart), 10) || 1 : 1;
    };
    if (name === 'table') this.#tables.open();
    else if (name === 'tr') this.#tables.openRow();
    else if (name === 'td' || name === 'th')
      this.#tables.openCell(span('colspan'), span('rowspan'));
  }

  #endParagraph(): void {
    const { runs, unseen = [] } = this.#flow.take() ?? {};
    if (!runs) return;
    const hidden = this.#open.findLastIndex((element) => element.isHidden);
    const inCell = this.#open.findLastIndex(({ name }) => name === 'td' || name === 'th');
    // A hidden row is a row all the same; words hidden in a cell stand apart from it.
    const isApart = hidden >= 0 && (hidden > inCell || inCell < 0);
    const cell = isApart || this.#layer.channel ? undefined : this.#tables.cell;
    const channel = this.#layer.channel ?? (hidden >= 0 ? 'hidden' : this.#shownChannel(cell));
    const isRaw = this.#name === 'xmp' || this.#name === 'plaintext';
    const text = {
      channel,
      runs: this.#layer.inSource(runs),
      cell,
      write: isRaw ? this.#writeRaw : this.#writeText,
      ...(unseen.length > 0 && { unseen }),
    };
    if (isApart) this.#out.hide(text);
    else this.#out.show(text);
  }

  #shownChannel(cell: Cell | undefined): Channel {
    if (this.#name === 'title') return 'metadata';
    if (/^(?:textarea|option|button)$/.test(this.#name)) return 'form';
    return cell ? 'table' : 'body';
  }

  #raw(raw: Run): void {
    if (this.#name === 'script') readScript(this.#layer, raw, this.#out);
    else if (this.#name === 'style') readStyle(this.#layer, raw, this.#out);
    else if (MARKUP_IN_RAW.has(this.#name))
      this.#out.pages.push(
        asPage(
          layerIn(this.#layer, raw, undefined, (text) => text),
          'hidden',
        ),
      );
    else this.#flow.add(this.#layer.text, [raw], true);
  }
}

/** Elements whose words the browser does not draw, or not among the others. */
const NOT_SHOWN = /^(?:template|datalist|rt|rp)$/;

function turns({ name, attributes }: HtmlTag, text: string): boolean {
  const value = (which: string) => {
    const found = attributes.find((attribute) => attribute.name === which);
    return found ? text.slice(found.valueStart, found.valueEnd) : '';
  };
  if (name === 'bdo') return /^\s*rtl\s*$/i.test(value('dir'));
  const style = value('style');
  return TURNING_STYLE.test(style) && OVERRIDING_STYLE.test(style);
}

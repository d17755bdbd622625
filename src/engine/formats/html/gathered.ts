import type { Edit } from '../../core/edit.ts';
import type { Cell, Channel, Location, UnseenSpan } from '../../core/segment.ts';
import { type Lines, linesOf } from '../shared/lines.ts';
import type { WrittenSegment } from '../shared/written-section.ts';
import type { Run } from '../shared/written-text.ts';
import type { DataUri } from './data-uri.ts';
import type { Layer } from './layer.ts';
import type { Write } from './writers.ts';

/** One text of a page and how to write there. */
export interface HtmlText {
  readonly channel: Channel;
  /** In the page's source. */
  readonly runs: readonly Run[];
  readonly write: Write;
  readonly cell?: Cell | undefined;
  readonly unseen?: readonly UnseenSpan[];
  readonly widen?: (text: string, edits: readonly Edit[]) => readonly Edit[];
}

/** All that reading a page brings to light. */
export class Gathered {
  /** What a reader sees, in the order it is read. */
  readonly shown: WrittenSegment[] = [];
  /** What lies behind it. Kept apart, so that the cells of a row stay neighbours. */
  readonly behind: WrittenSegment[] = [];
  /** Pages inside this one that are still to be read. */
  readonly pages: Layer[] = [];
  readonly files: DataUri[] = [];
  /** Places that two readings of the same source disagree about, or whose code cannot be unpacked. */
  readonly doubts: Location[] = [];
  tables = 0;
  readonly layout = new Set<number>();
  readonly #lines: Lines;

  constructor(source: string) {
    this.#lines = linesOf(source);
  }

  show(text: HtmlText): void {
    this.shown.push(this.#segment(text));
  }

  hide(text: HtmlText): void {
    this.behind.push(this.#segment(text));
  }

  locate(channel: Channel, runs: readonly Run[], cell?: Cell): Location {
    if (cell) {
      const address = `第 ${cell.row + 1} 行第 ${cell.column + 1} 列`;
      return { channel, part: `表 ${cell.table + 1}`, address };
    }
    const line = this.#lines.lineAt(runs[0]?.start ?? 0);
    return { channel, part: PARTS[channel] ?? '正文', address: `源代码第 ${line + 1} 行` };
  }

  #segment(text: HtmlText): WrittenSegment {
    return new HtmlSegment(text, this);
  }
}

/** Works out location and cell only when somebody asks: a page has many cells and few findings. */
class HtmlSegment implements WrittenSegment {
  readonly #text: HtmlText;
  readonly #page: Gathered;

  constructor(text: HtmlText, page: Gathered) {
    this.#text = text;
    this.#page = page;
  }

  get runs(): readonly Run[] {
    return this.#text.runs;
  }

  get cell(): Cell | undefined {
    const { cell } = this.#text;
    return cell && this.#page.layout.has(cell.table) ? undefined : cell;
  }

  get location(): Location {
    const { channel, runs, cell } = this.#text;
    const isLayout = cell && !this.cell && channel !== 'hidden';
    return this.#page.locate(isLayout ? 'body' : channel, runs, this.cell);
  }

  get unseen(): readonly UnseenSpan[] | undefined {
    return this.#text.unseen;
  }

  write(text: string): string {
    return this.#text.write(text);
  }

  widen(text: string, edits: readonly Edit[]): readonly Edit[] {
    return this.#text.widen?.(text, edits) ?? edits;
  }
}

const PARTS: Partial<Record<Channel, string>> = {
  comment: '注释',
  script: '脚本',
  link: '链接',
  form: '表单',
  metadata: '网页信息',
  hidden: '隐藏内容',
  image: '图片',
};

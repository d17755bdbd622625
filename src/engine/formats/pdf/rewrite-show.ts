import { BEHIND } from './aligned.ts';
import type { Font, Glyph } from './fonts.ts';
import { codesOf, widthOf } from './mask-font.ts';
import type { Show, TextState } from './visitor.ts';

/** What becomes of the glyphs of one stream, by their ordinals: the character drawn instead. */
export type Marks = ReadonlyMap<number, string>;

/** The names that a stream's resources give to the mask fonts; none where no font can be added. */
export interface MaskNames {
  readonly level: string;
  readonly upright: string;
  /** What the stream finds set when it begins. */
  readonly inherited: Readonly<TextState>;
  /** A name for fonts that an ExtGState set and that have none. */
  nameOf(show: Show): string;
}

interface MaskRun {
  text: string;
  /** The distance that the masked glyphs moved the text on, before horizontal scaling. */
  moved: number;
  /** The same for each of them. */
  readonly steps: number[];
  /** What the array of the TJ says after the last of them, in its own thousandths. */
  gap: number;
}

/** A wider gap in the array of a TJ, in thousandths of the font size, sets words or columns apart. */
const WORD_APART = 400;

/** Stands for a string that could not be read: it is kept as it is, and its page needs a person anyway. */
const UNKNOWN: Glyph = { text: undefined, code: 0, length: 0, advance: 0, offset: undefined };
/** How far a star may be stretched or squeezed before it stops looking like one. */
const NARROWEST = 0.2;
/** Beside the name that it stands behind. */
const SMALL = 0.7;
const WIDEST = 8;

/**
 * The operators that show the same string with some glyphs masked. Every other glyph stays at its
 * place: what is drawn instead moves the text on exactly as far as what it replaces.
 */
export function rewriteShow(
  show: Show,
  font: Font,
  firstOrdinal: number,
  marks: Marks,
  names: MaskNames | undefined,
): string {
  return new ShowWriter(show, font, marks, names).write(firstOrdinal);
}

class ShowWriter {
  private out = '';
  private items: string[] = [];
  private kept: Uint8Array[] = [];
  private run: MaskRun | undefined;
  private readonly show: Show;
  private readonly font: Font;
  private readonly marks: Marks;
  private readonly names: MaskNames | undefined;

  constructor(show: Show, font: Font, marks: Marks, names: MaskNames | undefined) {
    this.show = show;
    this.font = font;
    this.marks = marks;
    this.names = names;
  }

  write(firstOrdinal: number): string {
    const { operation, items, state } = this.show;
    if (operation.operator === '"')
      this.out = `${n(state.wordSpace)} Tw ${n(state.charSpace)} Tc T* `;
    if (operation.operator === "'") this.out = 'T* ';
    let ordinal = firstOrdinal;
    for (const item of items) {
      if (typeof item === 'number') {
        this.adjust(item);
        continue;
      }
      let at = 0;
      const glyphs = this.font.read(item.bytes);
      if (!glyphs) this.put(UNKNOWN, item.bytes, undefined);
      for (const glyph of glyphs ?? []) {
        this.put(glyph, item.bytes.subarray(at, at + glyph.length), this.marks.get(ordinal++));
        at += glyph.length;
      }
    }
    this.endRun();
    this.endItems();
    return this.out;
  }

  private adjust(amount: number): void {
    if (this.run && Math.abs(this.run.gap + amount) < WORD_APART) {
      this.run.gap += amount;
      return;
    }
    this.endRun();
    this.endKept();
    this.items.push(n(amount));
  }

  /** What stands between two masked glyphs belongs to their mask; what comes after the last does not. */
  private closeGap(run: MaskRun): void {
    const moved = (-run.gap / 1000) * this.show.state.size;
    run.moved += moved;
    run.steps[run.steps.length - 1] = (run.steps.at(-1) ?? 0) + moved;
    run.gap = 0;
  }

  private put(glyph: Glyph, bytes: Uint8Array, mark: string | undefined): void {
    if (mark === undefined || mark.startsWith(BEHIND)) {
      this.endRun();
      this.kept.push(bytes);
      if (mark !== undefined) this.behind(mark.slice(BEHIND.length));
      return;
    }
    this.endKept();
    const { size, charSpace, wordSpace } = this.show.state;
    const space = charSpace + (glyph.length === 1 && glyph.code === 32 ? wordSpace : 0);
    const moved = glyph.advance * size + space;
    this.run ??= { text: '', moved: 0, steps: [], gap: 0 };
    if (this.run.gap !== 0) this.closeGap(this.run);
    this.run.text += mark;
    this.run.moved += moved;
    this.run.steps.push(moved);
  }

  /** A few small letters behind a glyph that stays; what follows keeps its place. */
  private behind(text: string): void {
    const { names, show, font } = this;
    if (!names || font.vertical || this.goesOn()) return;
    this.endItems();
    const drawn = show.state.size * font.unit * SMALL;
    const width = [...text].reduce((sum, char) => sum + widthOf(char), 0);
    this.out += `/${names.level} ${n(drawn)} Tf ${this.spacesOff()}[<${codesOf(text)}>${n(width)}] TJ ${this.restored(names)}`;
  }

  private endKept(): void {
    if (this.kept.length === 0) return;
    this.items.push(`<${Buffer.concat(this.kept).toString('hex')}>`);
    this.kept = [];
  }

  private endItems(): void {
    this.endKept();
    if (this.items.length > 0) this.out += `[${this.items.join(' ')}] TJ `;
    this.items = [];
  }

  private endRun(): void {
    const { run, names } = this;
    if (!run) return;
    this.run = undefined;
    if (run.text === '' || !names) {
      this.items.push(n((-run.moved / this.show.state.size) * 1000));
    } else {
      this.endItems();
      this.out += this.font.vertical ? this.uprightRun(run, names) : this.levelRun(run, names);
    }
    if (run.gap !== 0) this.items.push(n(run.gap));
  }

  private levelRun(run: MaskRun, names: MaskNames): string {
    const { size, scale } = this.show.state;
    const drawn = size * this.font.unit;
    if (this.goesOn()) return this.unstretchedRun(run, names, drawn);
    const natural = ([...run.text].reduce((sum, char) => sum + widthOf(char), 0) / 1000) * drawn;
    const stretch = Math.min(WIDEST, Math.max(NARROWEST, run.moved / natural)) || 1;
    const rest = run.moved - natural * stretch;
    const correction = Math.abs(rest) > 1e-6 ? n((-1000 * rest) / (drawn * stretch)) : '';
    return `/${names.level} ${n(drawn)} Tf ${this.spacesOff()}${n(scale * stretch * 100)} Tz [<${codesOf(run.text)}>${correction}] TJ ${n(scale * 100)} Tz ${this.restored(names)}`;
  }

  /**
   * Whether spacing and scaling come from what draws this form. Viewers do not agree whether a form
   * takes them over, so they must not be touched.
   */
  private goesOn(): boolean {
    const { charSpace, wordSpace, scale } = this.show.state;
    const from = this.names?.inherited;
    if (!from || (from.charSpace === 0 && from.wordSpace === 0 && from.scale === 1)) return false;
    return (
      (charSpace !== 0 && charSpace === from.charSpace) ||
      (wordSpace !== 0 && wordSpace === from.wordSpace) ||
      (scale !== 1 && scale === from.scale)
    );
  }

  private unstretchedRun(run: MaskRun, names: MaskNames, drawn: number): string {
    const { size, charSpace } = this.show.state;
    const items = [...run.text].map((char, index) => {
      const rest = stepOf(run, index) - charSpace - (widthOf(char) / 1000) * drawn;
      return `<${codesOf(char)}>${n((-1000 * rest) / drawn)}`;
    });
    return `/${names.level} ${n(drawn)} Tf [${items.join(' ')}] TJ /${names.nameOf(this.show)} ${n(size)} Tf `;
  }

  /** In vertical writing each star stands upright where its glyph stood. */
  private uprightRun(run: MaskRun, names: MaskNames): string {
    const { size } = this.show.state;
    const items = [...run.text].map((char, index) => {
      const rest = stepOf(run, index) + size;
      return `<${codesOf(char)}>${n((-1000 * rest) / size)}`;
    });
    return `/${names.upright} ${n(size)} Tf ${this.spacesOff()}[${items.join(' ')}] TJ ${this.restored(names)}`;
  }

  private spacesOff(): string {
    const { charSpace, wordSpace } = this.show.state;
    return `${charSpace === 0 ? '' : '0 Tc '}${wordSpace === 0 ? '' : '0 Tw '}`;
  }

  private restored(names: MaskNames): string {
    const { size, charSpace, wordSpace } = this.show.state;
    const spaces = `${charSpace === 0 ? '' : `${n(charSpace)} Tc `}${wordSpace === 0 ? '' : `${n(wordSpace)} Tw `}`;
    return `/${names.nameOf(this.show)} ${n(size)} Tf ${spaces}`;
  }
}

/** How far the text moves on with one character of a mask. */
const stepOf = ({ text, steps, moved }: MaskRun, index: number): number =>
  (steps.length === text.length ? steps[index] : undefined) ?? moved / text.length;

/** A number as PDF takes it: no exponent, and no more digits than a printer can tell apart. */
export function n(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const text = value.toFixed(5).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

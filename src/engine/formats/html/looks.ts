import type { Unseen } from '../../core/segment.ts';
import { BLACK, type Colour, WHITE, whyUnseen } from '../shared/paint.ts';
import { cssColour, type Declarations, declarationsOf, points } from './css.ts';
import type { Named, StyleRules } from './style-rules.ts';
import type { HtmlTag } from './tokens.ts';

/** An open element and how its words look. */
export interface Look extends Named {
  /** Why nobody sees what is in it, whatever its colours. */
  readonly gone: Unseen | undefined;
  readonly ink: Colour | undefined;
  readonly ground: Colour | undefined;
}

/** Off the page to the left or above by this many points: nobody scrolls there. */
const FAR = -74;
const VERY_FAR = -740;
/** Lies over or beside what is around it: its ground is anybody's guess. */
const AFLOAT = /^(?:absolute|fixed|sticky)$/;

/** How the words of a page look, by its own styles. */
export class PageLooks {
  readonly #rules: StyleRules;
  readonly base: Look;
  /** Of inline styles: the cells of a table have the same one. */
  readonly #known = new Map<string, Declarations>();

  constructor(rules: StyleRules) {
    this.#rules = rules;
    const ground = rules.isWhole ? WHITE : undefined;
    this.base = { name: '', id: '', classes: [], gone: undefined, ink: BLACK, ground };
  }

  /** @param around the looks of its ancestors, the outermost first */
  of(tag: HtmlTag, source: string, around: readonly Look[]): Look {
    const outer = around.at(-1) ?? this.base;
    const written = new Map<string, string>();
    for (const { name, valueStart, valueEnd } of tag.attributes)
      if (TELLING.has(name)) written.set(name, source.slice(valueStart, valueEnd));
    const named: Named = {
      name: tag.name,
      id: written.get('id') ?? '',
      classes: written.get('class')?.split(/\s+/) ?? NONE,
    };
    const sheets = this.#rules.isEmpty ? [] : this.#rules.of(named, around);
    const style = this.#inline(written.get('style') ?? '');
    const styles = style.size === 0 ? sheets : [...sheets, style];
    if (styles.length === 0 && !COLOURS.some((name) => written.has(name))) {
      const { gone, ink, ground } = outer;
      return this.#rules.isEmpty ? outer : { ...named, gone, ink, ground };
    }
    return { ...named, ...painted(styles, written, outer) };
  }

  #inline(style: string): Declarations {
    let declarations = this.#known.get(style);
    if (!declarations) {
      declarations = declarationsOf(style);
      if (this.#known.size < MOST_KNOWN) this.#known.set(style, declarations);
    }
    return declarations;
  }
}

const NONE: readonly string[] = [];
/** Attributes that paint or hide by themselves. */
const COLOURS = ['hidden', 'color', 'text', 'bgcolor', 'background'];
const TELLING = new Set(['id', 'class', 'style', ...COLOURS]);
const MOST_KNOWN = 10_000;

function painted(
  styles: readonly Declarations[],
  written: ReadonlyMap<string, string>,
  outer: Look,
): Omit<Look, keyof Named> {
  const said = (property: string) => styles.findLast((one) => one.has(property))?.get(property);
  const ink = cssColour(said('color') ?? written.get('color') ?? written.get('text') ?? '');
  return {
    gone: outer.gone ?? (written.has('hidden') ? 'hidden' : goneBy(said, ink)),
    ink: ink === 'clear' ? undefined : (ink ?? outer.ink),
    ground: groundBy(styles, said, written, outer),
  };
}

/** Why nobody sees the words of an element. */
export const unseenBy = ({ gone, ink, ground }: Look): Unseen | undefined =>
  gone ?? whyUnseen({ ink, ground, size: undefined });

type Said = (property: string) => string | undefined;

function goneBy(said: Said, ink: ReturnType<typeof cssColour>): Unseen | undefined {
  if (said('display') === 'none') return 'hidden';
  if (/^(?:hidden|collapse)$/.test(said('visibility') ?? '')) return 'hidden';
  if (said('content-visibility') === 'hidden') return 'hidden';
  if (isDust(said) || ink === 'clear' || Number(said('opacity') ?? 1) === 0) return 'invisible';
  if (/^(?:rect\((?:0|1px)(?:px)?[\s,]|circle\(0|inset\((?:50|100)%)/.test(clipOf(said)))
    return 'invisible';
  if (/(?:^|\s)scale[xy]?\(\s*0(?:\.0+)?\s*[,)]/.test(said('transform') ?? '')) return 'invisible';
  return isFar(said) ? 'off-page' : undefined;
}

const clipOf = (said: Said): string => said('clip-path') ?? said('clip') ?? '';

/** Letters of one pixel or point. */
function isDust(said: Said): boolean {
  const written = said('font-size');
  const size = points(written);
  return (size !== undefined && size <= 1.5) || /^0(?:\.0+)?[a-z%]*$/.test(written ?? '');
}

function isFar(said: Said): boolean {
  const below = (property: string, least: number) => (points(said(property)) ?? 0) <= least;
  if (below('text-indent', FAR) || below('margin-left', VERY_FAR)) return true;
  if (/^-\d{3,}em$/.test(said('text-indent') ?? '')) return true;
  return below('left', VERY_FAR) || below('top', VERY_FAR);
}

function groundBy(
  styles: readonly Declarations[],
  said: Said,
  attributes: ReadonlyMap<string, string>,
  outer: Look,
): Look['ground'] {
  const last = styles.findLast((one) => one.has('background') || one.has('background-color'));
  const image = said('background-image') ?? said('background') ?? '';
  if (/url\(|gradient\(/.test(image) || attributes.has('background')) return undefined;
  const written =
    last?.get('background-color') ?? last?.get('background') ?? attributes.get('bgcolor');
  const colour = written === undefined ? undefined : colourIn(written);
  if (colour === 'unknown') return undefined;
  if (colour && colour !== 'clear') return colour;
  return AFLOAT.test(said('position') ?? '') ? undefined : outer.ground;
}

/** The colour among the words of a `background`. */
function colourIn(written: string): Colour | 'clear' | 'unknown' | undefined {
  if (/^(?:none|inherit|initial|unset|0|)$/.test(written)) return undefined;
  const whole = cssColour(written);
  if (whole) return whole;
  const word = written
    .split(/\s+(?![^(]*\))/)
    .map(cssColour)
    .find((one) => one !== undefined);
  return word ?? 'unknown';
}

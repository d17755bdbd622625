import type { Channel } from '../../core/segment.ts';
import { annotationCovers, appearanceCovers } from './annotation-covers.ts';
import { hasTellingImage } from './blind.ts';
import { countDrawnLetters } from './drawn-letters.ts';
import { looseChar } from './lines.ts';
import { IDENTITY, type Matrix } from './matrix.ts';
import type { Page } from './pages.ts';
import { type Placed, place, type Scene } from './place.ts';
import { looseGlyph, type PlacedGlyph, type Shown } from './placed-glyph.ts';
import { Reading, type ReadSegment } from './reading.ts';
import { Reused } from './reused.ts';
import { hasScatteredDigits, hasSpelledNumber } from './scattered.ts';
import { turnStacks } from './stacks.ts';
import type { ContentStream } from './streams.ts';
import { blocksOf } from './tables.ts';
import { unseenWhole, withUnseen } from './unseen.ts';

/** A text in the property list of marked content: what the glyphs are said to read as. */
export interface SpokenText {
  readonly stream: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** It stands in a comment of the stream, so it is no string. */
  readonly isComment: boolean;
  /** A second reader takes it for the text of the glyphs. */
  readonly isRead: boolean;
}

/** One page, or one stream that no page draws, as it reads. */
export interface ReadPage {
  /** Made while they are looked at, and only once. */
  readonly segments: Iterable<ReadSegment>;
  readonly spoken: readonly SpokenText[];
  readonly glyphs: readonly PlacedGlyph[];
  readonly unreadable: boolean;
  readonly telling: boolean;
}

/** A telephone number drawn as curves has about as many shapes that are not made of straight lines. */
const MANY_LETTERS = 8;

/**
 * Reads streams into segments, in reading order. One for a whole document: tables run on. What it
 * reads holds until it reads the next.
 */
export class PageReader {
  /** The streams that some page draws. */
  readonly drawn = new Set<number>();
  private readonly scene: Scene;
  private readonly reading = new Reading();
  private readonly glyphs = new Reused(looseGlyph);
  private readonly chars = new Reused(looseChar);

  constructor(scene: Scene) {
    this.scene = scene;
  }

  page(stream: ContentStream, page: Page): ReadPage {
    const placed = this.place(stream, page.upright);
    for (const id of placed.walked) this.drawn.add(id);
    placed.covers.push(...annotationCovers(page), ...appearanceCovers(page, this.scene));
    return this.read(placed, 'body', `第 ${page.index + 1} 页`, page);
  }

  /** A stream that stands on its own: an appearance, a pattern, a form that nothing draws. */
  alone(stream: ContentStream): ReadPage {
    const [channel, part] = nameOf(stream);
    const read = this.read(this.place(stream, IDENTITY), channel, part, undefined);
    return stream.hidden === true ? { ...read, segments: asHidden(read.segments) } : read;
  }

  private place(stream: ContentStream, matrix: Matrix): Placed {
    this.glyphs.giveBack();
    this.chars.giveBack();
    return place(stream, this.scene, matrix, this.glyphs);
  }

  private read(placed: Placed, channel: Channel, part: string, page: Page | undefined): ReadPage {
    const spoken = placed.properties.flatMap((property) => spokenText(property));
    return {
      segments: this.segments(placed, channel, part, page),
      spoken,
      glyphs: placed.glyphs,
      unreadable:
        placed.unreadable ||
        hasScatteredDigits(placed.glyphs) ||
        hasSpelledNumber(spoken.filter(({ isRead }) => isRead)),
      telling:
        placed.letterShapes + countDrawnLetters(placed.rules) >= MANY_LETTERS ||
        hasTellingImage(placed.images, this.scene.fonts.context),
    };
  }

  private *segments(
    placed: Placed,
    channel: Channel,
    part: string,
    page: Page | undefined,
  ): Generator<ReadSegment> {
    for (const [key, glyphs] of grouped(turnStacks(placed.glyphs))) {
      const hidden = key.startsWith('hidden');
      const blocks = blocksOf(glyphs, placed.rules, Number(key.split(' ')[1]), this.chars);
      const where = hidden && channel === 'body' ? 'hidden' : channel;
      const address = hidden ? `${part}(不可见)` : part;
      const read = this.reading.read(blocks, where, address, page !== undefined && !hidden);
      for (const segment of read) {
        if (hidden) yield unseenWhole(segment, 'invisible');
        else yield page ? withUnseen(segment, placed, page) : segment;
      }
    }
  }
}

function* asHidden(segments: Iterable<ReadSegment>): Generator<ReadSegment> {
  for (const segment of segments) yield unseenWhole(segment, 'hidden');
}

function spokenText({ stream, key, token }: Placed['properties'][number]): SpokenText[] {
  const text = textOf(token.bytes);
  if (key === 'Lang' || text.trim() === '') return [];
  const isComment = key === '%';
  const { start, end } = token;
  return [{ stream, start, end, text, isComment, isRead: key === 'ActualText' }];
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return new TextDecoder('utf-16le').decode(bytes.subarray(2));
  return Buffer.from(bytes).toString('latin1');
}

/** What is read together: one direction of writing, painted and unpainted apart. */
function grouped(glyphs: readonly PlacedGlyph[]): [string, PlacedGlyph[]][] {
  const groups = new Map<string, PlacedGlyph[]>();
  let shown: Shown | undefined;
  let group: PlacedGlyph[] = [];
  for (const glyph of glyphs) {
    if (glyph.shown !== shown) {
      shown = glyph.shown;
      const key = `${shown.concealed ? 'hidden' : 'seen'} ${shown.angle}`;
      group = groups.get(key) ?? [];
      groups.set(key, group);
    }
    group.push(glyph);
  }
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}

const rank = (key: string): number => (key === 'seen 0' ? 0 : key.startsWith('seen') ? 1 : 2);

function nameOf({ kind, page }: ContentStream): [Channel, string] {
  const where = page ? `第 ${page.index + 1} 页` : '文件内部';
  switch (kind) {
    case 'appearance':
      return ['annotation', `${where}批注外观`];
    case 'pattern':
      return ['body', `${where}图案`];
    case 'soft-mask':
      return ['hidden', `${where}蒙版`];
    case 'glyph':
      return ['hidden', `${where}字形`];
    default:
      return ['hidden', `${where}未显示的图形`];
  }
}

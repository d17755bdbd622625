import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { isOfAPerson, SUBJECT_LASTS } from './about.ts';
import type { Belief } from './believe.ts';
import { findingOf, standsInProse } from './finding-of.ts';
import { Place } from './place.ts';
import { Reader } from './read-text.ts';
import type { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';

const HAN = /\p{Script=Han}{2}/u;
/** In a sheet of one column a value may be words as well; what names itself or ends in a full stop is none. */
const SENTENCE = /\p{Script=Han}{2}[ \u3000]*[:：]|。/u;
const LINES_BEFORE = 4;
/** As much of each as may name the holder of an account. */
const NEARBY = 400;

/** The only cell of a row that holds something, when it is a sentence: a title, a note, an office's contact. */
export function noteIn({ only }: Row, width: number): Segment | undefined {
  if (!only || !HAN.test(only.text)) return undefined;
  return width > 1 || SENTENCE.test(only.text) ? only : undefined;
}

/** Sentences that fill rows of a table are read as the prose that they are: the columns do not speak for them. */
export class Notes {
  private readonly place: Place;
  private readonly reader: Reader;
  private readonly before: string[] = [];
  private segmentId = 0;
  private found: Finding[] = [];
  /** Notes since somebody's identity number or card stood there. */
  private sincePerson = Number.POSITIVE_INFINITY;

  constructor(book: RuleBook, asked: ReadonlySet<string>) {
    this.place = new Place({ book, asked, nearby: () => this.before.join('\n') });
    this.reader = new Reader(this.place, (belief) => this.tell(belief));
  }

  read({ id, text }: Segment, found: Finding[]): void {
    this.segmentId = id;
    this.found = found;
    this.place.hold(text, undefined, this.sincePerson <= SUBJECT_LASTS ? 'people' : undefined);
    this.reader.read();
    this.sincePerson++;
    this.before.push(text.slice(-NEARBY));
    if (this.before.length > LINES_BEFORE) this.before.shift();
  }

  private tell(belief: Belief): void {
    if (!standsInProse(belief)) return;
    this.found.push(findingOf(belief, this.segmentId));
    if (isOfAPerson(belief.rule)) this.sincePerson = 0;
  }
}

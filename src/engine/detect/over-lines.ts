import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { overlaps } from '../core/span.ts';
import { BREAK, classOf, NO_WIDTH, SPACE } from '../text/char-class.ts';
import type { Belief } from './believe.ts';
import { flags } from './context.ts';
import { findingIn } from './finding-of.ts';
import type { LabelIndex } from './label-index.ts';
import type { Place } from './place.ts';
import { Reader } from './read-text.ts';

/** As much of the line before as a label and the first half of an address take. */
const TAIL = 60;
const HEAD = 80;
const MOST_BLANKS = 6;
/** Findings of the line before that may be the same. */
const LATEST = 8;
const BLANK = SPACE | BREAK | NO_WIDTH;
const COLONS = flags(':：=＝');
/** The rest of a label, or none, and a number behind it. */
const VALUE =
  /^[\s\u200b\ufeff]*(?:[\u3400-\u9fff]{0,8}\s*[:：为是＝=]{0,2})[\s(（“"'‘]*[0-9A-Za-z０-９军士武]/;
/** An address that begins on the line before, and the number of its house. */
const AT_HOME = /(?:住|址|户籍|所在地|居住地)[^。；;！？!?]{0,50}$/;
const HOUSE = /^[^\s，,。；;：:|]{0,30}(?:号|室|幢|栋|座|单元|组|弄|户)/;
const PLACE = /^\s*[\u3400-\u9fff]{2,}[^，,。；;：:|]{0,40}(?:号|室|幢|栋|座|单元|组|弄|户)/;

/** What a label says of the line below it, and what a label or an address says that a line's end cuts in two. */
export function readOverLines(
  first: Segment,
  second: Segment,
  found: Finding[],
  since: number,
  place: Place,
): void {
  if (!mayGoOn(first.text, second.text, place.book.labels)) return;
  // Letters would run into the number: QQ, Tel.
  const between = isHan(first.text.charCodeAt(lastOf(first.text))) ? '' : '\n';
  const from = Math.max(0, first.text.length - TAIL);
  const tail = first.text.slice(from);
  const joined = place.beside(tail + between + second.text.slice(0, HEAD));
  const seam = tail.length + between.length;
  new Reader(joined, (belief) => {
    const { start, end } = belief.span;
    if (end <= seam || !isNamed(belief, joined)) return;
    const pieces: Piece[] = [];
    if (start < seam)
      pieces.push({ segmentId: first.id, span: { start: from + start, end: first.text.length } });
    pieces.push({
      segmentId: second.id,
      span: { start: Math.max(start, seam) - seam, end: end - seam },
    });
    const [one, ...others] = pieces as [Piece, ...Piece[]];
    if (isKnown(pieces, found, since)) return;
    const evidence = [...belief.evidence, 'joined-lines'];
    found.push(findingIn({ ...belief, evidence }, [one, ...others]));
  }).read();
}

/** Whether two lines may belong together, at a glance: most end a sentence, or are followed by one. */
function mayGoOn(first: string, second: string, labels: LabelIndex): boolean {
  const at = lastOf(first);
  const last = at < 0 ? 0 : first.charCodeAt(at);
  const mayBeLabel = labels.mayEndWith(last);
  if (!isHan(last) && !mayBeLabel) return false;
  return (
    VALUE.test(second) ||
    (mayBeLabel && PLACE.test(second)) ||
    (HOUSE.test(second) && AT_HOME.test(first.slice(-TAIL)))
  );
}

/** Where the last character is that is no blank and no colon. */
function lastOf(text: string): number {
  let at = text.length - 1;
  while (at >= 0 && at > text.length - MOST_BLANKS && isFiller(text.charCodeAt(at))) at--;
  return at;
}

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

const isFiller = (code: number): boolean => (classOf(code) & BLANK) !== 0 || COLONS[code] === 1;

/** Whether a label right before it names it: what is said further off ends with its line. */
function isNamed({ standing, evidence, span }: Belief, place: Place): boolean {
  const word = evidence.find((one) => one.startsWith(BY_LABEL))?.slice(BY_LABEL.length);
  if (standing !== 'named' || word === undefined) return false;
  return word === LIVE || place.labelBefore(span.start)?.word === word;
}

const BY_LABEL = 'label:';
const LIVE = '住';

const isKnown = (pieces: readonly Piece[], found: readonly Finding[], since: number): boolean =>
  found
    .slice(Math.max(0, since - LATEST))
    .some((one) =>
      one.pieces.some((known) =>
        pieces.some(
          ({ segmentId, span }) => segmentId === known.segmentId && overlaps(span, known.span),
        ),
      ),
    );

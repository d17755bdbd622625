import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { classOf, LETTER } from '../text/char-class.ts';
import { findingIn } from './finding-of.ts';
import { mailEvidence } from './mail.ts';
import type { Place } from './place.ts';

const AT = '@';
const TAIL = /[A-Za-z0-9._%+@-]{1,64}$/;
const HEAD = /^[A-Za-z0-9._%+@-]{1,64}/;
const MAIL = /^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,6}$/;
/** Nothing of it is missing. */
const WHOLE = /@(?:[A-Za-z0-9-]{1,63}\.){1,5}(?:com|cn|net|org|edu|gov)$/i;
/** A word or a number before a mailbox of its own is no part of its name. */
const PART_OF_NAME = /[A-Za-z].*[\d_.]|[\d_.].*[A-Za-z]/;
/** Findings of the two lines. */
const LATEST = 8;

/** A mailbox that a line's end cuts in two. */
export function joinMail(first: Segment, second: Segment, found: Finding[], place: Place): void {
  if (!isPart(first.text, first.text.length - 1) || !isPart(second.text, 0)) return;
  const tail = TAIL.exec(first.text)?.[0] ?? '';
  const head = HEAD.exec(second.text)?.[0] ?? '';
  const mail = tail + head;
  const isCut = tail.includes(AT) ? !WHOLE.test(tail) : PART_OF_NAME.test(tail);
  if (!isCut || !MAIL.test(mail)) return;
  const [rule] = place.book.mail;
  if (!rule) return;
  const start = first.text.length - tail.length;
  const pieces: [Piece, Piece] = [
    { segmentId: first.id, span: { start, end: first.text.length } },
    { segmentId: second.id, span: { start: 0, end: head.length } },
  ];
  for (let at = found.length - 1; at >= Math.max(0, found.length - LATEST); at--)
    if (isWithin(found[at] as Finding, pieces)) found.splice(at, 1);
  const [name, domain] = mail.split(AT) as [string, string];
  const around = place.beside(first.text.slice(0, start) + mail + second.text.slice(head.length));
  const evidence = [...mailEvidence(rule, start, name, domain, around), 'joined-lines'];
  const span = { start: 0, end: mail.length };
  found.push(findingIn({ rule, span, confidence: 'certain', evidence, standing: 'named' }, pieces));
}

/** A letter, digit or sign of a mailbox, at a glance. */
function isPart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (classOf(code) & LETTER) !== 0 || (code >= 0x2e && code <= 0x40) || code === 0x5f;
}

const isWithin = ({ segmentId, start, end }: Finding, pieces: readonly Piece[]): boolean =>
  pieces.some(
    (piece) => piece.segmentId === segmentId && start < piece.span.end && piece.span.start < end,
  );

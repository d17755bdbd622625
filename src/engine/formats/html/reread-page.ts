import { Parser } from 'htmlparser2';
import { DocumentError } from '../../core/errors.ts';
import type { Channel } from '../../core/segment.ts';
import { CODED_TOKEN, codedValue } from '../shared/coded.ts';

const INLINE =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/;
const NOT_SHOWN = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** htmlparser2 takes longer for every element that is open; no honest page has a thousand. */
const DEEPEST = 10_000;

const tooDeep = (): DocumentError =>
  new DocumentError(
    'document-limit-exceeded',
    `网页嵌套超过 ${DEEPEST} 层 · the page nests deeper than ${DEEPEST} elements`,
  );

export interface PageText {
  readonly channel: Channel;
  readonly text: string;
}

/** Every text of a page as htmlparser2 reads it; what is not shown apart from what it interrupts. */
export function textsOf(page: string): PageText[] {
  const texts: PageText[] = [];
  const add = (channel: Channel, text: string) => {
    if (text.trim() !== '') texts.push({ channel, text });
  };
  const addCode = (channel: Channel, text: string) => {
    add(channel, unescaped(text));
    for (const [token] of text.matchAll(CODED_TOKEN)) add(channel, codedValue(token)?.said ?? '');
  };
  /** The paragraph that is running, and the ones it interrupts, with the element that does so. */
  const paragraphs = [{ until: '', text: '' }];
  const running = () => paragraphs.at(-1) as { until: string; text: string };
  const endParagraph = (channel: Channel) => {
    add(channel, running().text);
    running().text = '';
  };
  let depth = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (++depth > DEEPEST) throw tooDeep();
      if (!INLINE.test(name)) endParagraph('body');
      if (INLINE.test(name) && NOT_SHOWN.test(attributes.style ?? ''))
        paragraphs.push({ until: name, text: '' });
      for (const [key, value] of Object.entries(attributes))
        addCode(key === 'srcdoc' ? 'attachment' : 'hidden', value);
    },
    onclosetag: (name) => {
      depth--;
      if (/^(?:script|style)$/.test(name)) {
        addCode('script', running().text);
        running().text = '';
      }
      if (!INLINE.test(name)) endParagraph('body');
      if (running().until !== name) return;
      endParagraph('hidden');
      paragraphs.pop();
    },
    ontext: (text) => {
      running().text += text;
    },
    oncomment: (text) => add('comment', text),
    onprocessinginstruction: (_, text) => add('comment', text),
  });
  parser.end(page);
  for (const { text } of paragraphs) add('body', text);
  return texts;
}

/** What scripts, style sheets and addresses write for a character. */
const unescaped = (text: string): string =>
  text
    .replaceAll(/\\\r?\n|(["'`])\s{0,9}\+?\s{0,9}\1/g, '')
    .replaceAll(/fromC(?:harCode|odePoint)\(([0-9a-fx,\s]{2,2000})\)/gi, (_, codes: string) =>
      codes
        .split(',')
        .map((code) => character(Number(code).toString(HEX)))
        .join(''),
    )
    .replaceAll(/&#(\d{1,7});/g, (_, code) => character(Number(code).toString(HEX)))
    .replaceAll(/%u([0-9a-f]{4})/gi, (_, hex) => character(hex))
    .replaceAll(/\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})/gi, (_, long, short) =>
      character(long ?? short),
    )
    .replaceAll(/\\([0-9a-f]{1,6})[ \t\n\f\r]?/gi, (_, hex) => character(hex))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex) => character(hex));

const HEX = 16;
const character = (hex: string): string => {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
};

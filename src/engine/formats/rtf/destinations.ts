import type { Channel } from '../../core/segment.ts';

/** What the text of a group is, by the control word that names its destination. */
export interface Destination {
  readonly channel: Channel;
  /** What its reader calls the place. */
  readonly part: string;
  /** Every group inside is a text of its own: a name, then a value. */
  readonly lists?: boolean;
}

const HIDDEN: Destination = { channel: 'hidden', part: '隐藏内容' };
const LIST: Destination = { ...HIDDEN, lists: true };
const METADATA: Destination = { channel: 'metadata', part: '文档属性' };
const COMMENT: Destination = { channel: 'comment', part: '批注' };
const FORM: Destination = { channel: 'form', part: '窗体域' };
const HEADER: Destination = { channel: 'header-footer', part: '页眉' };
const FOOTER: Destination = { channel: 'header-footer', part: '页脚' };
const TEXT_BOX: Destination = { channel: 'text-box', part: '文本框' };

const of = (destination: Destination, names: string): [string, Destination][] =>
  names.split(' ').map((name) => [name, destination]);

const DESTINATIONS: ReadonlyMap<string, Destination> = new Map([
  ...of(HEADER, 'header headerl headerr headerf'),
  ...of(FOOTER, 'footer footerl footerr footerf'),
  ...of({ channel: 'note', part: '脚注' }, 'footnote'),
  ...of(COMMENT, 'annotation atnid atnauthor atnref atndate atnparent atnicn'),
  ...of(
    METADATA,
    'title subject author manager company operator category keywords comment doccomm hlinkbase info',
  ),
  ...of(METADATA, 'userprops propname staticval linkval generator template'),
  ...of({ channel: 'field', part: '域代码' }, 'fldinst'),
  ...of(TEXT_BOX, 'shptxt dptxbxtext'),
  ...of(FORM, 'formfield ffname ffdeftext ffl ffhelptext ffstattext ffformat ffentrymcr ffexitmcr'),
  ...of({ channel: 'tracked-change', part: '修订者', lists: true }, 'revtbl'),
  ...of(LIST, 'fonttbl colortbl stylesheet listtable listoverridetable filetbl docvar'),
  ...of(HIDDEN, 'bkmkstart bkmkend'),
  ...of(HIDDEN, 'listname leveltext levelnumbers liststylename listtext pntext pntxta pntxtb falt'),
  ...of(HIDDEN, 'xe tc rxe txe private sn sv sp objclass objname objalias objsect ud'),
  ...of({ channel: 'metadata', part: '邮件合并', lists: true }, 'mailmerge'),
]);

/** Destinations that hold coded data instead of text. */
export type DataKind = 'image' | 'embedded-object' | 'settings';

const DATA: ReadonlyMap<string, DataKind> = new Map([
  ['pict', 'image'],
  ['objdata', 'embedded-object'],
  ['svb', 'embedded-object'],
  ['fontfile', 'settings'],
  ['fontemb', 'settings'],
  ['themedata', 'settings'],
  ['colorschememapping', 'settings'],
  ['datastore', 'settings'],
  ['datafield', 'settings'],
  ['mmodsoudldata', 'settings'],
  ['mmodsounique', 'settings'],
]);

export const dataKindOf = (word: string): DataKind | undefined => DATA.get(word);

/** The destination of a control word; one that no one knows, but marked `\*`, is hidden text. */
export const destinationOf = (word: string, starred: boolean): Destination | undefined =>
  DESTINATIONS.get(word) ?? (starred ? HIDDEN : undefined);

export const BODY: Destination = { channel: 'body', part: '正文' };
/** Text after the last closing brace: no program shows it, every hex editor does. */
export const AFTER_END: Destination = HIDDEN;

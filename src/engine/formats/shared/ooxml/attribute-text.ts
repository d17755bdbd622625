import type { Channel } from '../../../core/segment.ts';
import type { Place } from './place.ts';
import { couldIdentify, isTechnical } from './technical.ts';
import type { Writer } from './unit.ts';
import { asFormula, asMoment, asName, asNumber } from './writers.ts';

/** How an attribute's value is read, told and written. */
export interface AttributeText {
  readonly channel: Channel;
  readonly write?: Writer;
}

/** Attributes that a person fills in, whatever the element. */
const WRITTEN: Readonly<Record<string, Channel>> = {
  descr: 'hidden',
  title: 'hidden',
  alt: 'hidden',
  string: 'hidden',
  author: 'metadata',
  initials: 'metadata',
  displayName: 'metadata',
  userId: 'metadata',
  tooltip: 'link',
  Target: 'link',
  href: 'link',
  display: 'link',
  instr: 'field',
  prompt: 'form',
  promptTitle: 'form',
  error: 'form',
  errorTitle: 'form',
  displayText: 'form',
  caption: 'cache',
};

/** Attributes that a person fills in on some elements only: `element attribute`. */
const WRITTEN_ON: Readonly<Record<string, Channel>> = {
  'alias val': 'hidden',
  'tag val': 'hidden',
  'placeholder val': 'hidden',
  'bookmarkStart name': 'hidden',
  'docVar name': 'metadata',
  'docVar val': 'metadata',
  'listItem value': 'form',
  'default val': 'form',
  'name val': 'form',
  'listEntry val': 'form',
  'helpText val': 'form',
  'statusText val': 'form',
  'lvlText val': 'body',
  'sheet name': 'metadata',
  'definedName name': 'formula',
  'definedName comment': 'formula',
  'cNvPr name': 'hidden',
  'docPr name': 'hidden',
  's v': 'cache',
  'n v': 'cache',
  'property name': 'metadata',
  'attachedTemplate val': 'link',
  'hyperlink location': 'link',
  'hyperlink anchor': 'link',
  'tableColumn name': 'table',
  'scenario name': 'hidden',
  'scenario comment': 'hidden',
  'scenario user': 'hidden',
  'inputCells val': 'hidden',
  'Part Target': 'file-name',
};

const NAMES: ReadonlySet<string> = new Set([
  'sheet name',
  'definedName name',
  'Override PartName',
  'Part Target',
  'bookmarkStart name',
  'sheetName val',
]);
const NUMBERS: ReadonlySet<string> = new Set(['n v', 'inputCells val', 'c s']);
const FORMULAS: ReadonlySet<string> = new Set(['cNvPr textlink', 'sp textlink', 'cf formula']);

/** Addresses of vocabularies; a namespace that looks like anything else is read. */
const NAMESPACE =
  /^(?!.*\d{7})(?:http:\/\/(?:schemas\.|www\.w3\.org\/|purl\.o)[a-z.]*[\w./-]{0,90}|urn:[\w:.-]{1,60})$/;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Reads an attribute, or tells by undefined that only machines read it. */
export function attributeText(
  place: Place,
  element: string,
  attribute: string,
  qualified: string,
  value: string,
): AttributeText | undefined {
  if (value === '' || (qualified.startsWith('xmlns') && NAMESPACE.test(value))) return undefined;
  const key = `${element} ${attribute}`;
  const written = WRITTEN_ON[key] ?? WRITTEN[attribute];
  if (written === undefined) {
    if (qualified.startsWith('xmlns') || place.known) {
      if (!couldIdentify(value) || isTechnical(element, value)) return undefined;
    }
  }
  const channel = written ?? (place.channel === 'body' ? 'hidden' : place.channel);
  const write = MOMENT.test(value) ? asMoment : writerOf(key);
  return write ? { channel, write } : { channel };
}

function writerOf(key: string): Writer | undefined {
  if (NAMES.has(key)) return asName;
  if (NUMBERS.has(key)) return asNumber;
  if (FORMULAS.has(key)) return asFormula;
  return undefined;
}

import type { BlindSpot } from '../../../core/segment.ts';
import { saidBy } from '../coded.ts';
import { type Attribute, attributes, attributeValue } from '../xml/attributes.ts';
import { type Run, textOf, virtual } from '../xml/run.ts';
import { isBlank, TOKEN, type XmlScanner } from '../xml/scanner.ts';
import { isTelling } from '../xml/telling-name.ts';
import { attributeText } from './attribute-text.ts';
import { drawnBy } from './format-code.ts';
import { graphicsCopy } from './graphics-copy.ts';
import { otherUnits } from './other-reading.ts';
import type { Place } from './place.ts';
import { couldIdentify } from './technical.ts';
import type { Unit } from './unit.ts';
import { asName } from './writers.ts';

/** Office calls a file damaged in which a link has no address at all. */
const NOWHERE = 'about:blank';

/** The attributes of the tag that the scanner stands on, as far as people may read them. */
export function attributeUnits(xml: XmlScanner, place: Place, address: string): Unit[] {
  const { bytes, start, end, name } = xml;
  // Most tags have none: a name and its brackets.
  if (end - start <= name.qualified.length + 3) return [];
  const units: Unit[] = [];
  const element = name.local === 'Relationship' ? relationshipAs(xml) : name.local;
  for (const one of attributes(bytes, start, end)) {
    const { local, qualified, valueStart, valueEnd } = one;
    const run: Run = { form: 'escaped', start: valueStart, end: valueEnd };
    if (isTelling(qualified)) units.push(nameUnit(one, place.part));
    if (element === 'sym' && local === 'char') continue; // Read as a word, not as an attribute.
    const value = textOf(bytes, run);
    units.push(...behindUnits(one, value, run, place.part));
    const found = attributeText(place, element, local, qualified, value);
    if (!found) continue;
    const location = { channel: found.channel, part: place.part, address };
    const form = found.channel === 'link' ? 'address' : 'escaped';
    units.push({ runs: [{ ...run, form }], location, ...(found.write && { write: found.write }) });
    units.push(...otherUnits(value, found.write, run, location));
  }
  return units;
}

/** What a value says beside its letters: packed, coded, or drawn. */
function behindUnits(attribute: Attribute, value: string, run: Run, part: string): Unit[] {
  if (attribute.local === 'gfxdata') return [copyUnit(value, attribute, part)];
  if (attribute.local === 'formatCode') return drawnUnits(value, run, part);
  return besideWords(value, run, part, attribute.local === 'Target' ? NOWHERE : '');
}

/** A comment, an instruction, or text where none belongs. */
export function asideUnit(xml: XmlScanner, place: Place): Unit[] {
  const { bytes, start, end, token } = xml;
  if (isBlank(bytes, start, end)) return [];
  const isInstruction = token === TOKEN.instruction;
  if (isInstruction && bytes.toString('latin1', start, start + 4) === 'xml ') return [];
  const address = isInstruction ? 'XML 指令' : token === TOKEN.comment ? 'XML 注释' : 'XML 文本';
  const form = token === TOKEN.text ? 'escaped' : 'literal';
  return [
    {
      runs: [{ form, start, end }],
      location: { channel: 'hidden', part: place.part, address },
    },
  ];
}

/** The name of an attribute that could be somebody's number. */
export const nameUnit = ({ nameStart, qualified }: Attribute, part: string): Unit => ({
  runs: [{ form: 'literal', start: nameStart, end: nameStart + Buffer.byteLength(qualified) }],
  location: { channel: 'hidden', part, address: 'XML 名称' },
  write: asName,
});

/** The name of an element stands twice, and programs know it by its name: a person has to look. */
export const tellingNames = (part: string): BlindSpot => ({
  location: { channel: 'hidden', part, address: 'XML 名称' },
  reason: 'unknown-object',
});

/** A second copy of a drawing goes as a whole when anything in it has to go. */
function copyUnit(value: string, { start, end }: Attribute, part: string): Unit {
  return {
    runs: [virtual(graphicsCopy(value))],
    location: { channel: 'hidden', part, address: '图形的副本' },
    write: () => [{ start, end, replacement: '' }],
  };
}

/**
 * What a value says as coded bytes; nothing in them can be masked, so they go as a whole. Throws a DocumentError
 * where nobody knows what they say.
 */
export function besideWords(
  value: string,
  { start, end }: Pick<Run, 'start' | 'end'>,
  part: string,
  replacement = '',
  said = saidBy(value),
): Unit[] {
  if (!said) return [];
  const location = { channel: 'hidden', part, address: '编码数据' } as const;
  return [{ runs: [virtual(said)], location, write: () => [{ start, end, replacement }] }];
}

/** Digits that a number format draws are none that a cell holds: with them goes the format. */
function drawnUnits(code: string, { start, end }: Run, part: string): Unit[] {
  const said = drawnBy(code);
  if (!couldIdentify(said)) return [];
  const location = { channel: 'hidden', part, address: '数字格式' } as const;
  const write = () => [{ start, end, replacement: 'General' }];
  return [{ runs: [virtual(said)], location, write }];
}

/** What leads to a part is that part's name; what leads out of the file is a link. */
const relationshipAs = (xml: XmlScanner): string =>
  attributeValue(xml.bytes, xml, 'TargetMode') === 'External' ? 'Relationship' : 'Part';

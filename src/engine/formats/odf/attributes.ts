import type { Channel } from '../../core/segment.ts';
import { besideWords, nameUnit } from '../shared/ooxml/aside.ts';
import { otherUnits } from '../shared/ooxml/other-reading.ts';
import { couldIdentify, isTechnical } from '../shared/ooxml/technical.ts';
import type { Unit, Writer } from '../shared/ooxml/unit.ts';
import { asFormula, asName, asNumber } from '../shared/ooxml/writers.ts';
import { attributes } from '../shared/xml/attributes.ts';
import { type Run, textOf } from '../shared/xml/run.ts';
import type { XmlScanner } from '../shared/xml/scanner.ts';
import { isTelling } from '../shared/xml/telling-name.ts';
import type { Place } from './places.ts';

/** Attributes that a person fills in. */
const WRITTEN: Readonly<Record<string, Channel>> = {
  href: 'link',
  formula: 'formula',
  expression: 'formula',
  condition: 'formula',
  'string-value': 'field',
  'current-value': 'form',
  label: 'form',
  title: 'hidden',
  description: 'hidden',
};

/** Measures, paths and lists of points: numbers in a row that are nobody's. */
const GEOMETRY =
  /^(?:viewBox|d|points|enhanced-path|path|text-areas|glue-points|modifiers|transform|polygon-svg-path|data-pilot-.*)$/;
const NAMESPACES =
  /^(?!.*\d{7})(?:http:\/\/[\w./-]{0,90}|urn:[\w:.-]{1,100}|https:\/\/[a-z.]+\/?)$/;

/** The attributes of the tag that the scanner stands on, as far as people may read them. */
export function attributeUnits(
  xml: XmlScanner,
  place: Place,
  skips: (qualified: string) => boolean,
): Unit[] {
  const { bytes, start, end, name } = xml;
  if (end - start <= name.qualified.length + 3) return [];
  const units: Unit[] = [];
  for (const one of attributes(bytes, start, end)) {
    const { local, qualified, valueStart, valueEnd } = one;
    if (isTelling(qualified)) units.push(nameUnit(one, place.part));
    if (skips(qualified)) continue;
    const run: Run = { form: 'escaped', start: valueStart, end: valueEnd };
    const value = textOf(bytes, run);
    const written = Object.hasOwn(WRITTEN, local) ? WRITTEN[local] : undefined;
    if (value === '' || isSilent(qualified, local, value, written !== undefined)) continue;
    const channel = written ?? (place.channel === 'body' ? 'hidden' : place.channel);
    const write = writerOf(local, qualified);
    const location = { channel, part: place.part, address: '' };
    units.push({ runs: [run], location, ...(write && { write }) });
    units.push(...otherUnits(value, write, run, location));
    units.push(...besideWords(value, run, place.part));
  }
  return units;
}

function isSilent(qualified: string, local: string, value: string, written: boolean): boolean {
  if (qualified.startsWith('xmlns') && NAMESPACES.test(value)) return true;
  return !written && (!couldIdentify(value) || isMeasure(local, value));
}

function isMeasure(local: string, value: string): boolean {
  if (isTechnical('', value)) return true;
  const words = value.split(/[\s,()]+/);
  if (GEOMETRY.test(local)) return words.every((word) => /^[\w.?$#+*-]{0,12}$/.test(word));
  return words.every((word) =>
    /^(?:-?\d{0,4}(?:\.\d{1,9})?[a-z%]{0,4}|[a-z#-]{1,16})$/i.test(word),
  );
}

function writerOf(local: string, qualified: string): Writer | undefined {
  if (/(?:^|-)name$|^id$|-id$|^idref$/.test(local)) return asName;
  if (WRITTEN[local] === 'formula') return asFormula;
  if (qualified === 'office:value') return asNumber;
  return undefined;
}

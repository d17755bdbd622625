import type { Counter } from './counter.ts';
import type { Writer } from './unit.ts';
import { asFormula, asNumber } from './writers.ts';

/** Property types that take a number only. */
const NUMBERS =
  /^(?:i[1248]|ui[1248]|int|uint|r4|r8|decimal|cy|Pages|Words|Characters|Lines|Paragraphs|CharactersWithSpaces|Slides|Notes|TotalTime|HiddenSlides)$/;

/** How the text of an element that is no paragraph is written; undefined for plain words. */
export function looseWriter(element: string, counter: Counter): Writer | undefined {
  if (counter.isFormula(element)) return asFormula;
  if (NUMBERS.test(element)) return asNumber;
  if (counter.inNumberCache && (element === 'v' || element === 'pt')) return asNumber;
  if (element === 'v' && counter.untypedCell) return asNumber;
  return undefined;
}

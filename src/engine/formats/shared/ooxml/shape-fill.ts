import type { Colour } from '../paint.ts';
import { attributeValue } from '../xml/attributes.ts';
import type { XmlScanner } from '../xml/scanner.ts';
import { fillColour } from './drawing-colour.ts';

/** What fills a shape: `any` for a picture or a gradient, `sheer` for what lets all shine through; undefined while nothing is said. */
export type Fill = Colour | 'any' | 'sheer' | 'none' | undefined;

/** What lies below cannot be seen. */
export const hides = (fill: Fill): boolean =>
  fill !== undefined && fill !== 'sheer' && fill !== 'none';

/** Takes note of the tag that the scanner stands on, inside a shape. */
export function learnFill(shape: { fill: Fill }, xml: XmlScanner): void {
  const { local } = xml.name;
  const parent = xml.parent(1).local;
  const value = (name: string) => attributeValue(xml.bytes, xml, name);
  if (parent === 'spPr' && /^(?:grad|blip|patt|grp)Fill$/.test(local)) shape.fill = 'any';
  else if (parent === 'spPr' && local === 'noFill') shape.fill = 'none';
  else if (parent === 'solidFill' && xml.parent(2).local === 'spPr')
    shape.fill = fillColour(local, value('val')) ?? 'any';
  else if (local === 'alpha' && xml.parent(3).local === 'spPr') shape.fill = 'sheer';
  // A style fills a shape of which nothing else is said.
  else if (parent === 'style' && local === 'fillRef' && value('idx') !== '0') shape.fill ??= 'any';
}

import { type Colour, hexColour, isAlike, WHITE } from '../paint.ts';
import { attributeValue } from '../xml/attributes.ts';
import { TOKEN, XmlScanner } from '../xml/scanner.ts';
import { fillColour } from './drawing-colour.ts';
import type { Package } from './package.ts';

/** What all slides of a presentation share. */
export interface Deck {
  /** Width and height, in units of the format. */
  readonly size: readonly [number, number] | undefined;
  /** White where the theme is, and neither masters nor layouts paint anything; undefined where it may be anything. */
  readonly ground: Colour | undefined;
}

const MASTERS = /^ppt\/slide(?:Masters|Layouts)\/[^/]+\.xml$/;
const THEMES = /^ppt\/theme\/[^/]+\.xml$/;

/** Reads what is needed to tell what a slide's words stand on. */
export function deckOf(pack: Package): Deck {
  const masters = pack.parts.filter((part) => MASTERS.test(part));
  const themes = pack.parts.filter((part) => THEMES.test(part));
  const isPlain =
    masters.every((part) => isPlainMaster(pack.read(part))) &&
    themes.every((part) => isLight(pack.read(part)));
  return { size: sizeOf(pack), ground: isPlain ? WHITE : undefined };
}

function sizeOf(pack: Package): Deck['size'] {
  const part = pack.parts.find((name) => name === 'ppt/presentation.xml');
  if (part === undefined) return undefined;
  const bytes = pack.read(part);
  const xml = new XmlScanner(bytes);
  while (xml.next()) {
    if (xml.token !== TOKEN.open || xml.name.local !== 'sldSz') continue;
    const [width, height] = ['cx', 'cy'].map((name) => Number(attributeValue(bytes, xml, name)));
    return width && height ? [width, height] : undefined;
  }
  return undefined;
}

const FILLS = new Set(['solidFill', 'gradFill', 'blipFill', 'pattFill']);

/** No picture and no filled shape stands on it, and it is of the theme's first colour. */
function isPlainMaster(bytes: Buffer): boolean {
  const xml = new XmlScanner(bytes);
  while (xml.next()) if (xml.token === TOKEN.open && paints(xml)) return false;
  return true;
}

function paints(xml: XmlScanner): boolean {
  const { local } = xml.name;
  const [parent, outer] = [xml.parent(1).local, xml.parent(2).local];
  if (local === 'pic') return true;
  if (FILLS.has(local))
    return /^(?:sp|grpSp)Pr$/.test(parent) || (parent === 'bgPr' && local !== 'solidFill');
  if (parent !== 'bgRef' && !(parent === 'solidFill' && outer === 'bgPr')) return false;
  const colour = fillColour(local, attributeValue(xml.bytes, xml, 'val'));
  return /Clr$/.test(local) && (!colour || !isAlike(colour, WHITE));
}

/** The first colour of the theme is white. */
function isLight(bytes: Buffer): boolean {
  const xml = new XmlScanner(bytes);
  while (xml.next()) {
    if (xml.token !== TOKEN.open || xml.parent(1).local !== 'lt1') continue;
    const { local } = xml.name;
    if (local === 'sysClr') return /^window$/i.test(attributeValue(bytes, xml, 'val'));
    return isWhite(attributeValue(bytes, xml, 'val'));
  }
  return true;
}

function isWhite(written: string): boolean {
  const colour = hexColour(written);
  return colour !== undefined && isAlike(colour, WHITE);
}

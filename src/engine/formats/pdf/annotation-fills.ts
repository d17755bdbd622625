import { PDFArray, type PDFDict, PDFNumber } from 'pdf-lib';
import { boxOf } from './boxes.ts';
import { asDict, entry, nameAt, numbersAt } from './resources.ts';
import type { Box } from './visitor.ts';

/** Which entry holds the colour that fills an annotation of this kind. */
const FILL: Readonly<Record<string, string>> = { Square: 'IC', Polygon: 'IC', FreeText: 'C' };
/** A marker multiplies: one as dark as this leaves nothing to read. */
const DARK = 0.25;
/** A stroke of this width, in points, hides letters. */
const THICK = 6;

/** What an annotation paints over the page where a viewer draws it by its kind, in the page's own units. */
export interface Painted {
  readonly boxes: readonly Box[];
  readonly colour: readonly number[];
}

/** Nothing for an annotation that is clear. */
export function paintedBy(annotation: PDFDict): Painted | undefined {
  const kind = nameAt(annotation, 'Subtype') ?? '';
  const colour = numbersAt(annotation, FILL[kind] ?? 'C');
  // Words that somebody marked to be removed, in a program that was closed before it removed them.
  if (kind === 'Redact') return { boxes: quadsOf(annotation), colour: [0] };
  if (!colour || colour.length === 0) return undefined;
  if (FILL[kind] !== undefined) return { boxes: rectOf(annotation), colour };
  if (kind === 'Highlight')
    return colour.length < 4 && colour.every((part) => part <= DARK)
      ? { boxes: quadsOf(annotation), colour }
      : undefined;
  const width = widthOf(annotation);
  return width < THICK ? undefined : { boxes: strokesOf(annotation, kind, width), colour };
}

const PAIR = 2;
const QUAD = 8;

/** The rectangles of the lines of words that are marked; the whole where none is told. */
function quadsOf(annotation: PDFDict): Box[] {
  const numbers = numbersAt(annotation, 'QuadPoints') ?? [];
  const boxes: Box[] = [];
  for (let at = 0; at + QUAD <= numbers.length; at += QUAD)
    boxes.push(boxOf(pairs(numbers.slice(at, at + QUAD))));
  return boxes.length > 0 ? boxes : rectOf(annotation);
}

function rectOf(annotation: PDFDict): Box[] {
  const rect = numbersAt(annotation, 'Rect');
  return rect?.length === 4 ? [boxOf(pairs(rect))] : [];
}

/** Each straight piece of a line, as broad as the pen; a slanting one lies across words and hides few. */
function strokesOf(annotation: PDFDict, kind: string, width: number): Box[] {
  return linesOf(annotation, kind).flatMap((line) => {
    const points = pairs(line);
    return points.slice(1).flatMap((point, index): Box[] => {
      const [left, bottom, right, top] = boxOf([points[index] as [number, number], point]);
      if (Math.min(right - left, top - bottom) > width) return [];
      return [[left - width / 2, bottom - width / 2, right + width / 2, top + width / 2]];
    });
  });
}

function linesOf(annotation: PDFDict, kind: string): (readonly number[])[] {
  if (kind === 'Line') return [numbersAt(annotation, 'L') ?? []];
  return kind === 'Ink' ? inkOf(annotation) : [];
}

function inkOf(annotation: PDFDict): (readonly number[])[] {
  const list = entry(annotation, 'InkList');
  if (!(list instanceof PDFArray)) return [];
  return list.asArray().map((_, index) => {
    const line = list.lookup(index);
    return line instanceof PDFArray
      ? line.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : 0))
      : [];
  });
}

function widthOf(annotation: PDFDict): number {
  const own = asDict(entry(annotation, 'BS'));
  const width = entry(own, 'W');
  if (width instanceof PDFNumber) return width.asNumber();
  return numbersAt(annotation, 'Border')?.[2] ?? 1;
}

const pairs = (numbers: readonly number[]): [number, number][] =>
  numbers.flatMap((x, at): [number, number][] =>
    at % PAIR === 0 && at + 1 < numbers.length ? [[x, numbers[at + 1] as number]] : [],
  );

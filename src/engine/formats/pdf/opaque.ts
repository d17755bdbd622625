import { type PDFDict, PDFNumber, type PDFObject, PDFRef } from 'pdf-lib';
import { interpret } from './interpret.ts';
import { LexicalError, type Operation, type Token } from './lexer.ts';
import type { Scene } from './place.ts';
import { asDict, entry, nameAt, numbersAt } from './resources.ts';
import type { Box } from './visitor.ts';

/** Whether a picture hides what lies below it. */
export const isOpaqueImage = (dict: PDFDict | undefined): boolean =>
  nameAt(dict, 'Subtype') === 'Image' &&
  entry(dict, 'SMask') === undefined &&
  entry(dict, 'Mask') === undefined &&
  entry(dict, 'ImageMask')?.toString() !== 'true' &&
  ['0', undefined].includes(entry(dict, 'SMaskInData')?.toString());

/** Whether a picture in a content stream paints only some of its pixels. */
export const isStencil = ({ operands }: Operation): boolean =>
  operands.some(
    (token, at) =>
      typeof token === 'object' &&
      token.kind === 'name' &&
      (token.name === 'IM' || token.name === 'ImageMask') &&
      isTrue(operands[at + 1]),
  );

const isTrue = (token: Token | undefined): boolean =>
  typeof token === 'object' && token.kind === 'keyword' && token.word === 'true';

const SLACK = 1;

/** A shading leaves nothing unpainted; nor does a tiling pattern when one box fills its cell, and cells leave no gap. */
export function isSolidPattern(
  object: PDFObject | undefined,
  { fonts, streams }: Pick<Scene, 'fonts' | 'streams'>,
): boolean {
  const dict = object && asDict(fonts.context.lookup(object));
  if (entry(dict, 'PatternType')?.toString() === '2') return true;
  const stream = object instanceof PDFRef ? streams.of(object) : undefined;
  const cell = numbersAt(dict, 'BBox');
  if (!stream || cell?.length !== 4 || !isDense(dict, cell as unknown as Box)) return false;
  const [left, bottom, right, top] = cell as unknown as Box;
  let isFull = false;
  const cover = ([l, b, r, t]: Box): void => {
    isFull ||= l <= left + SLACK && b <= bottom + SLACK && r >= right - SLACK && t >= top - SLACK;
  };
  try {
    interpret(stream.bytes(), stream.resources, { cover });
  } catch (error) {
    if (!(error instanceof LexicalError)) throw error;
  }
  return isFull;
}

function isDense(dict: PDFDict | undefined, [left, bottom, right, top]: Box): boolean {
  const [x, y] = [entry(dict, 'XStep'), entry(dict, 'YStep')];
  const fits = (step: PDFObject | undefined, room: number): boolean =>
    step instanceof PDFNumber && Math.abs(step.asNumber()) <= room + SLACK;
  return fits(x, right - left) && fits(y, top - bottom);
}

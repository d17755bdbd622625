import { type PDFContext, PDFNumber, PDFStream } from 'pdf-lib';
import type { Token } from './lexer.ts';
import { unitBox } from './matrix.ts';
import type { PlacedImage } from './place.ts';
import { entry, identity } from './resources.ts';

/** One centimetre, in points. */
const CENTIMETRE = 72 / 2.54;
/** Fewer pixels than this cannot draw the eleven digits of a telephone number side by side. */
const DIGITS_WIDE = 40;
/** Fewer pixels than this cannot draw one digit. */
const DIGIT_HIGH = 5;
/** More of these than this, and they may be the strips of one picture. */
const MANY = 24;
/** As many as a telephone number has digits, nearly; bullets and ticks are one picture over and over. */
const NUMBER = 8;
const DIFFERENT = 3;

/**
 * Whether a person must look at the pictures of a page. A picture that is smaller than a centimetre
 * both ways, or that has too few pixels for a line of digits, can hide none; many of them together can.
 */
export const hasTellingImage = (images: readonly PlacedImage[], context: PDFContext): boolean =>
  images.some((image) => mayShowDigits(image, context)) ||
  images.length > MANY ||
  (images.length >= NUMBER && countDifferent(images) >= DIFFERENT);

const countDifferent = (images: readonly PlacedImage[]): number =>
  new Set(images.map(({ object, operation }) => (object && identity(object)) ?? operation)).size;

function mayShowDigits(image: PlacedImage, context: PDFContext): boolean {
  const size = pixelsOf(image, context);
  if (size === undefined) return false;
  const [long, short] = [Math.max(...size), Math.min(...size)];
  if (long < DIGITS_WIDE || short < DIGIT_HIGH) return false;
  const { width, height } = unitBox(image.matrix);
  return width >= CENTIMETRE || height >= CENTIMETRE;
}

/** Width and height in pixels; `undefined` for what is not an image. */
function pixelsOf(
  { object, operation }: PlacedImage,
  context: PDFContext,
): [number, number] | undefined {
  if (operation)
    return [named(operation.operands, 'W', 'Width'), named(operation.operands, 'H', 'Height')];
  const stream = object && context.lookup(object);
  if (!(stream instanceof PDFStream)) return undefined;
  // The mask of a picture is drawn as finely as it is itself, however small the picture.
  const masks = [entry(stream.dict, 'SMask'), entry(stream.dict, 'Mask')];
  const all = [stream, ...masks].filter((one) => one instanceof PDFStream);
  const most = (side: string): number =>
    Math.max(...all.map(({ dict }) => numberOf(entry(dict, side))));
  return [most('Width'), most('Height')];
}

const numberOf = (value: unknown): number =>
  value instanceof PDFNumber ? value.asNumber() : Number.POSITIVE_INFINITY;

function named(operands: readonly Token[], ...keys: string[]): number {
  const at = operands.findIndex(
    (token) => typeof token === 'object' && token.kind === 'name' && keys.includes(token.name),
  );
  const value = at < 0 ? undefined : operands[at + 1];
  return typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
}

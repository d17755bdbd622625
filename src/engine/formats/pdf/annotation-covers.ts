import { PDFArray, type PDFDict, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import { paintedBy } from './annotation-fills.ts';
import { boxOf, movedBox } from './boxes.ts';
import { type Matrix, multiply } from './matrix.ts';
import type { Page } from './pages.ts';
import { type Cover, place, type Scene } from './place.ts';
import { looseGlyph } from './placed-glyph.ts';
import { asDict, dictAt, entry, matrixAt, nameAt, numbersAt } from './resources.ts';
import { Reused } from './reused.ts';
import { isHidden } from './streams.ts';
import type { Box } from './visitor.ts';

const NEARLY_OPAQUE = 0.95;

/** The boxes that annotations paint over a page: what people draw with a viewer's rectangle tool. */
export function annotationCovers({ dict, upright }: Page): Cover[] {
  const annotations = entry(dict, 'Annots');
  if (!(annotations instanceof PDFArray)) return [];
  return annotations.asArray().flatMap((_, index): Cover[] => {
    const annotation = asDict(annotations.lookup(index));
    if (!annotation || isHidden(annotation) || isSheer(annotation)) return [];
    const painted = paintedBy(annotation);
    if (!painted) return [];
    const white = painted.colour.every((part) => part >= NEARLY_OPAQUE);
    const after = Number.POSITIVE_INFINITY;
    return painted.boxes.flatMap((own): Cover[] => {
      const box = movedBox(own, upright);
      return box ? [{ box, after, white, colour: '' }] : [];
    });
  });
}

/** The boxes and pictures in the appearances of annotations: stamps, and whatever a tool draws over words. */
export function appearanceCovers({ dict, upright }: Page, scene: Scene): Cover[] {
  const annotations = entry(dict, 'Annots');
  if (!(annotations instanceof PDFArray)) return [];
  return annotations.asArray().flatMap((_, index) => {
    const annotation = asDict(annotations.lookup(index));
    const normal = dictAt(annotation, 'AP')?.get(PDFName.of('N'));
    const stream = normal instanceof PDFRef ? scene.streams.of(normal) : undefined;
    if (!annotation || !stream || isHidden(annotation) || isClear(annotation)) return [];
    const matrix = placement(annotation, asDict(scene.fonts.context.lookup(normal as PDFRef)));
    if (!matrix) return [];
    const room = new Reused(looseGlyph);
    const { grounds } = place(stream, scene, multiply(matrix, upright), room);
    return grounds.map((ground) => ({ ...ground, after: Number.POSITIVE_INFINITY }));
  });
}

/** Where an appearance comes to lie: its box fills the rectangle of the annotation (ISO 32000-1, 12.5.5). */
function placement(annotation: PDFDict, form: PDFDict | undefined): Matrix | undefined {
  const [rect, bbox] = [numbersAt(annotation, 'Rect'), numbersAt(form, 'BBox')];
  if (rect?.length !== 4 || bbox?.length !== 4) return undefined;
  const own = matrixAt(form, 'Matrix');
  const from = movedBox(bbox as unknown as Box, own);
  const [x0, y0, x1, y1] = rect as unknown as Box;
  const to = boxOf([
    [x0, y0],
    [x1, y1],
  ]);
  if (!from || from[2] <= from[0] || from[3] <= from[1]) return undefined;
  const [a, d] = [(to[2] - to[0]) / (from[2] - from[0]), (to[3] - to[1]) / (from[3] - from[1])];
  return multiply(own, [a, 0, 0, d, to[0] - from[0] * a, to[1] - from[1] * d]);
}

/** Markers let what lies below shine through, and the background of a field is behind its own text. */
const CLEAR = new Set([
  'Highlight',
  'Underline',
  'StrikeOut',
  'Squiggly',
  'Link',
  'Widget',
  'Popup',
]);

const isClear = (annotation: PDFDict): boolean => CLEAR.has(nameAt(annotation, 'Subtype') ?? '');

function isSheer(annotation: PDFDict): boolean {
  const opacity = entry(annotation, 'CA');
  return opacity instanceof PDFNumber && opacity.asNumber() < NEARLY_OPAQUE;
}

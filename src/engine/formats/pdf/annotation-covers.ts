import { PDFArray, type PDFDict, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import { boxOf, movedBox } from './boxes.ts';
import { apply, type Matrix, multiply } from './matrix.ts';
import type { Page } from './pages.ts';
import { type Cover, place, type Scene } from './place.ts';
import { looseGlyph } from './placed-glyph.ts';
import { asDict, dictAt, entry, matrixAt, nameAt, numbersAt } from './resources.ts';
import { Reused } from './reused.ts';
import type { Box } from './visitor.ts';

/** Which entry holds the colour that fills an annotation of this kind. */
const FILL: Readonly<Record<string, string>> = { Square: 'IC', FreeText: 'C' };
const HIDDEN = 2;
const NEARLY_OPAQUE = 0.95;

/** The boxes that annotations paint over a page: what people draw with a viewer's rectangle tool. */
export function annotationCovers({ dict, upright }: Page): Cover[] {
  const annotations = entry(dict, 'Annots');
  if (!(annotations instanceof PDFArray)) return [];
  const covers: Cover[] = [];
  for (let index = 0; index < annotations.size(); index++) {
    const annotation = asDict(annotations.lookup(index));
    const rect = numbersAt(annotation, 'Rect');
    const colour = annotation && fillOf(annotation);
    if (!colour || rect?.length !== 4) continue;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect;
    const [[ax, ay], [bx, by]] = [apply(upright, x0, y0), apply(upright, x1, y1)];
    covers.push({
      box: [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)],
      after: Number.POSITIVE_INFINITY,
      white: colour.every((part) => part >= NEARLY_OPAQUE),
      colour: '',
    });
  }
  return covers;
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

function isHidden(annotation: PDFDict): boolean {
  const flags = entry(annotation, 'F');
  return flags instanceof PDFNumber && (flags.asNumber() & HIDDEN) !== 0;
}

/** The colour that hides what lies below; nothing for an annotation that is clear, sheer or not shown. */
function fillOf(annotation: PDFDict): number[] | undefined {
  const key = FILL[nameAt(annotation, 'Subtype') ?? ''];
  const colour = key === undefined ? undefined : numbersAt(annotation, key);
  const opacity = entry(annotation, 'CA');
  if (isHidden(annotation)) return undefined;
  if (opacity instanceof PDFNumber && opacity.asNumber() < NEARLY_OPAQUE) return undefined;
  return colour && colour.length > 0 ? colour : undefined;
}

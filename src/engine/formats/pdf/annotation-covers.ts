import { PDFArray, type PDFDict, PDFNumber } from 'pdf-lib';
import { apply } from './matrix.ts';
import type { Page } from './pages.ts';
import type { Cover } from './place.ts';
import { asDict, entry, nameAt, numbersAt } from './resources.ts';

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
    });
  }
  return covers;
}

/** The colour that hides what lies below; nothing for an annotation that is clear, sheer or not shown. */
function fillOf(annotation: PDFDict): number[] | undefined {
  const key = FILL[nameAt(annotation, 'Subtype') ?? ''];
  const colour = key === undefined ? undefined : numbersAt(annotation, key);
  const [flags, opacity] = [entry(annotation, 'F'), entry(annotation, 'CA')];
  if (flags instanceof PDFNumber && (flags.asNumber() & HIDDEN) !== 0) return undefined;
  if (opacity instanceof PDFNumber && opacity.asNumber() < NEARLY_OPAQUE) return undefined;
  return colour && colour.length > 0 ? colour : undefined;
}

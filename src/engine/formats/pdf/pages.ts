import { PDFArray, type PDFContext, PDFDict, PDFName, PDFNumber, PDFRef, PDFStream } from 'pdf-lib';
import { DocumentError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { apply, IDENTITY, type Matrix, multiply, type Point } from './matrix.ts';
import { asDict, entry, numbersAt } from './resources.ts';

/** One page with what it inherits from the tree above it. */
export interface Page {
  /** Counted from 0. */
  readonly index: number;
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  readonly resources: PDFDict | undefined;
  readonly contents: readonly PDFStream[];
  /** What a reader sees of the page, turned upright: left, bottom, right, top. */
  readonly visible: readonly [number, number, number, number];
  /** The same in the page's own space. */
  readonly box: readonly [number, number, number, number];
  /** From the page's own space to the page as it is turned for reading. */
  readonly upright: Matrix;
}

const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
const MAX_DEPTH = 200;

/** The pages in reading order. A tree with loops, or deeper than any producer writes, is damaged. */
export function pagesOf(context: PDFContext, limits: Limits): Page[] {
  const pages: Page[] = [];
  const seen = new Set<string>();
  const visit = (ref: unknown, inherited: ReadonlyMap<string, unknown>, depth: number): void => {
    if (!(ref instanceof PDFRef) || seen.has(ref.tag) || depth > MAX_DEPTH) throw damaged();
    seen.add(ref.tag);
    const dict = context.lookup(ref);
    if (!(dict instanceof PDFDict)) return;
    const kids = entry(dict, 'Kids');
    if (!(kids instanceof PDFArray)) {
      if (pages.length >= limits.pages) throw tooManyPages(limits);
      pages.push(pageOf(pages.length, ref, dict, inherited));
      return;
    }
    const below = new Map(inherited);
    for (const key of INHERITED) {
      const value = dict.get(PDFName.of(key));
      if (value) below.set(key, value);
    }
    for (const kid of kids.asArray()) visit(kid, below, depth + 1);
  };
  const root = asDict(context.lookup(context.trailerInfo.Root));
  visit(root?.get(PDFName.of('Pages')), new Map(), 0);
  return pages;
}

function pageOf(
  index: number,
  ref: PDFRef,
  dict: PDFDict,
  inherited: ReadonlyMap<string, unknown>,
): Page {
  // Reading goes through a copy that has everything in one place; the file's own object stays as it is.
  const whole = dict.clone();
  for (const [key, value] of inherited) {
    if (!whole.has(PDFName.of(key))) whole.set(PDFName.of(key), value as PDFRef);
  }
  const box = numbersAt(whole, 'CropBox') ?? numbersAt(whole, 'MediaBox') ?? [0, 0, 612, 792];
  const [x0 = 0, y0 = 0, x1 = 612, y1 = 792] = box;
  const rotate = entry(whole, 'Rotate');
  const upright = turned(rotate instanceof PDFNumber ? rotate.asNumber() : 0);
  return {
    index,
    ref,
    dict,
    resources: asDict(entry(whole, 'Resources')),
    contents: contentsOf(dict),
    box: boxOf([x0, y0], [x1, y1]),
    visible: boxOf(apply(upright, x0, y0), apply(upright, x1, y1)),
    upright,
  };
}

const boxOf = ([x0, y0]: Point, [x1, y1]: Point): Page['visible'] => [
  Math.min(x0, x1),
  Math.min(y0, y1),
  Math.max(x0, x1),
  Math.max(y0, y1),
];

function contentsOf(dict: PDFDict): PDFStream[] {
  const contents = entry(dict, 'Contents');
  const all =
    contents instanceof PDFArray
      ? contents.asArray().map((_, index) => contents.lookup(index))
      : [contents];
  return all.filter((one) => one instanceof PDFStream);
}

/** Turns clockwise by quarter turns, as /Rotate asks. */
function turned(degrees: number): Matrix {
  const quarter: Matrix = [0, -1, 1, 0, 0, 0];
  let matrix = IDENTITY;
  for (let turns = (((degrees / 90) % 4) + 4) % 4; turns > 0; turns--) {
    matrix = multiply(matrix, quarter);
  }
  return matrix;
}

const damaged = () =>
  new DocumentError(
    'document-damaged',
    '这份 PDF 的页面目录已损坏 · the page tree of the PDF is damaged',
  );

const tooManyPages = ({ pages }: Limits) =>
  new DocumentError(
    'document-limit-exceeded',
    `PDF 超过 ${pages} 页 · the PDF has more than ${pages} pages`,
  );

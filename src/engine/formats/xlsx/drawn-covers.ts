import type { Package } from '../shared/ooxml/package.ts';
import { type Fill, hides, learnFill } from '../shared/ooxml/shape-fill.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { textOf } from '../shared/xml/run.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';

type Range = readonly [first: number, last: number];

/** Cells that lie under a shape. */
export interface Cover {
  readonly rows: Range;
  readonly columns: Range;
}

/** A usual row and column, in units of the format: how far an edge reaches into its cell. */
const HALF_ROW = 95_250;
const HALF_COLUMN = 304_800;

/** What opaque shapes are drawn over on a sheet. Pictures are told as such: a seal lets words shine through. */
export function drawnCovers(pack: Package, sheet: string): Cover[] {
  return pack.relationships
    .filter(
      ({ source, kind, target }) => source === sheet && kind === 'drawing' && target !== undefined,
    )
    .flatMap(({ target = '' }) =>
      pack.zip.entry(target) && pack.isXml(target) ? coversIn(pack.read(target)) : [],
    );
}

interface Anchor {
  fill: Fill;
  isShape: boolean;
  /** `from.row`, `to.colOff` … */
  readonly edges: Map<string, number>;
}

function coversIn(drawing: Buffer): Cover[] {
  const covers: Cover[] = [];
  const xml = new XmlScanner(drawing);
  let anchor: Anchor | undefined;
  while (xml.next()) {
    const isAnchor = !xml.isText && xml.name.local === 'twoCellAnchor';
    if (isAnchor && xml.token === TOKEN.open) {
      anchor = { fill: undefined, isShape: false, edges: new Map() };
    } else if (isAnchor) {
      covers.push(...(anchor ? coverOf(anchor) : []));
      anchor = undefined;
    } else if (anchor && xml.token === TOKEN.open) noteTag(anchor, xml);
    else if (anchor && xml.isText) noteEdge(anchor, xml);
  }
  return covers;
}

function noteTag(anchor: Anchor, xml: XmlScanner): void {
  if (xml.name.local === 'sp') anchor.isShape = true;
  else if (xml.name.local === 'cNvPr') {
    if (/^(?:1|true)$/.test(attributeValue(xml.bytes, xml, 'hidden'))) anchor.isShape = false;
  } else learnFill(anchor, xml);
}

function noteEdge({ edges }: Anchor, xml: XmlScanner): void {
  const [own, parent] = [xml.parent(0).local, xml.parent(1).local];
  if (parent !== 'from' && parent !== 'to') return;
  const written = textOf(xml.bytes, { form: 'escaped', start: xml.start, end: xml.end });
  edges.set(`${parent}.${own}`, Number(written) || 0);
}

function coverOf({ fill, isShape, edges }: Anchor): Cover[] {
  if (!isShape || !hides(fill)) return [];
  const range = (kind: 'row' | 'col', half: number): Range => {
    const at = (edge: string) => edges.get(edge) ?? 0;
    const first = at(`from.${kind}`) + (at(`from.${kind}Off`) > half ? 1 : 0);
    return [first, at(`to.${kind}`) - (at(`to.${kind}Off`) < half ? 1 : 0)];
  };
  return [{ rows: range('row', HALF_ROW), columns: range('col', HALF_COLUMN) }];
}

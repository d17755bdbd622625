import type { Package, Relationship } from '../shared/ooxml/package.ts';
import { PartReader } from '../shared/ooxml/part-reader.ts';
import { placeOf } from '../shared/ooxml/place.ts';
import { PartSection } from '../shared/ooxml/unit.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import { BookSection } from './book-section.ts';
import type { Book } from './cell-value.ts';
import { CellsSection, type SheetFacts } from './cells-section.ts';
import { numberFormats } from './number-format.ts';
import { SharedStrings } from './shared-strings.ts';
import { Sheet } from './sheet.ts';

interface SheetEntry {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** Reads a workbook's sheets in the order of their tabs. */
export function readWorkbook(pack: Package): BookSection[] {
  const main = pack.relationships.find(
    ({ kind, source, target }) =>
      kind === 'officeDocument' && source === '' && target !== undefined && pack.zip.entry(target),
  )?.target;
  if (main === undefined || !pack.isXml(main)) return [];
  const targets = pack.relationships.filter(({ source }) => source === main);
  const partOf = (kind: string) => {
    const part = targets.find((one) => one.kind === kind)?.target;
    return part !== undefined && pack.zip.entry(part) ? part : undefined;
  };
  const workbook = pack.read(main);
  const stringsPart = partOf('sharedStrings') ?? '';
  const strings = new SharedStrings(
    stringsPart,
    stringsPart === '' ? Buffer.alloc(0) : pack.read(stringsPart),
  );
  const stylesPart = partOf('styles');
  const styles = stylesPart === undefined ? undefined : pack.read(stylesPart);
  const book: Book = { strings, formats: numberFormats(styles, isSince1904(workbook)) };
  const sheets: CellsSection[] = [];
  const others: PartSection[] = [];
  for (const [number, entry] of sheetEntries(workbook, targets, pack).entries()) {
    const { cells, rest } = readSheet(pack, entry, number, book);
    sheets.push(cells);
    others.push(rest);
  }
  return [new BookSection(book, sheets, others, partOf('calcChain'))];
}

function readSheet(pack: Package, entry: SheetEntry, number: number, book: Book) {
  const bytes = pack.read(entry.part);
  const label = safeLabel(entry.name, number);
  const place = { ...placeOf(bytes, entry.part, false), part: label };
  const sheet = new Sheet(entry.part, bytes, place);
  const facts: SheetFacts = {
    label,
    hidden: entry.hidden,
    hiddenColumns: hiddenColumns(bytes.subarray(0, sheet.data.start)),
  };
  const reader = new PartReader(bytes, place).leaveOut(sheet.data.start, sheet.data.end).read();
  const rest = new PartSection(entry.part, bytes, [...reader.units, ...sheet.beside], 0);
  return { cells: new CellsSection(sheet, book, facts), rest };
}

/** A name that could hold a number is not repeated in reports. */
const safeLabel = (name: string, number: number): string =>
  /[0-9０-９]{4}|@/.test(name) ? `第 ${number + 1} 张表` : name;

function sheetEntries(
  workbook: Buffer,
  targets: readonly Relationship[],
  pack: Package,
): SheetEntry[] {
  const found: SheetEntry[] = [];
  for (const tag of tags(workbook, 'sheet')) {
    const part = targets.find(({ id }) => id === tag('id'))?.target;
    if (part === undefined || !pack.zip.entry(part) || found.some((one) => one.part === part))
      continue;
    found.push({ name: tag('name'), part, hidden: /hidden/i.test(tag('state')) });
  }
  return found;
}

const isSince1904 = (workbook: Buffer): boolean =>
  tags(workbook, 'workbookPr').some((tag) => /^(?:1|true)$/.test(tag('date1904')));

function hiddenColumns(head: Buffer): { from: number; to: number }[] {
  const at = head.indexOf('<cols', 0, 'latin1');
  if (at < 0) return [];
  const columns: { from: number; to: number }[] = [];
  for (const match of head.toString('latin1', at).matchAll(/<(?:\w+:)?col\s[^>]*>/g)) {
    const value = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(match[0])?.[1] ?? '';
    if (/^(?:1|true)$/.test(value('hidden')) || Number(value('width') || 1) === 0)
      columns.push({ from: Number(value('min')) - 1, to: Number(value('max')) - 1 });
  }
  return columns;
}

/** Every element of a name, as a way to ask for its attributes. */
function tags(bytes: Buffer, element: string): ((local: string) => string)[] {
  const found: ((local: string) => string)[] = [];
  const xml = new XmlScanner(bytes);
  while (xml.next()) {
    if (xml.token !== TOKEN.open || xml.name.local !== element) continue;
    const { start, end } = xml;
    found.push((local) => attributeValue(bytes, { start, end }, local));
  }
  return found;
}

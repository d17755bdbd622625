import { tellingNames } from '../shared/ooxml/aside.ts';
import type { OwnParts } from '../shared/ooxml/document.ts';
import type { Package, Relationship } from '../shared/ooxml/package.ts';
import { PartReader } from '../shared/ooxml/part-reader.ts';
import { placeOf } from '../shared/ooxml/place.ts';
import { PartSection } from '../shared/ooxml/unit.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import type { Book } from './cell-value.ts';
import { CellsSection, type SheetFacts } from './cells-section.ts';
import { drawnCovers } from './drawn-covers.ts';
import { FormulasSection } from './formulas-section.ts';
import { mergedColumns } from './merged-cells.ts';
import { numberFormats } from './number-format.ts';
import { mayHoldPages } from './page-in-cell.ts';
import { SharedStrings } from './shared-strings.ts';
import { Sheet } from './sheet.ts';
import { StringUse } from './string-use.ts';
import { unseenStyles } from './unseen-styles.ts';

interface SheetEntry {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** Reads a workbook's sheets in the order of their tabs, and the strings they share. */
export function readWorkbook(pack: Package): OwnParts {
  const main = pack.relationships.find(
    ({ kind, source, target }) =>
      kind === 'officeDocument' && source === '' && target !== undefined && pack.zip.entry(target),
  )?.target;
  if (main === undefined || !pack.isXml(main)) return { sections: [], loaded: new Map() };
  const targets = pack.relationships.filter(({ source }) => source === main);
  const partOf = (kind: string) => {
    const part = targets.find((one) => one.kind === kind)?.target;
    return part !== undefined && pack.zip.entry(part) ? part : undefined;
  };
  const workbook = pack.read(main);
  const stringsPart = partOf('sharedStrings');
  const strings = new SharedStrings(
    stringsPart ?? '',
    stringsPart === undefined ? Buffer.alloc(0) : pack.read(stringsPart),
  );
  const stylesPart = partOf('styles');
  const styles = stylesPart === undefined ? undefined : pack.read(stylesPart);
  const read = sheetEntries(workbook, targets, pack).map((entry, number) =>
    readSheet(pack, entry, number),
  );
  const use = new StringUse(
    strings,
    read.map(({ sheet }) => sheet),
  );
  const book: Book = {
    strings,
    use,
    formats: numberFormats(styles, isSince1904(workbook)),
    unseen: unseenStyles(styles),
    mayHoldPages: mayHoldPages(strings.bytes),
  };
  const sections = read.flatMap(({ sheet, facts }) => {
    const formulas = new FormulasSection(sheet, facts, partOf('calcChain'));
    return [new CellsSection(sheet, book, facts, formulas), formulas];
  });
  const orphans = [...use.orphans()].map((index) => strings.orphan(index));
  const beside = new PartSection(strings.name, strings.bytes, [...orphans, ...strings.beside], 0);
  const loaded = new Map(read.map(({ sheet }) => [sheet.name, sheet.bytes]));
  if (stringsPart !== undefined) loaded.set(stringsPart, strings.bytes);
  return {
    sections: [...sections, ...read.map(({ rest }) => rest), beside],
    loaded,
    blindSpots: [
      ...(strings.telling ? [tellingNames('共享字符串')] : []),
      ...read.flatMap(({ sheet, facts }) => (sheet.xml.telling ? [tellingNames(facts.label)] : [])),
    ],
  };
}

function readSheet(pack: Package, entry: SheetEntry, number: number) {
  const bytes = pack.read(entry.part);
  const label = safeLabel(entry.name, number);
  const place = { ...placeOf(bytes, entry.part, false), part: label };
  const sheet = new Sheet(entry.part, bytes, place);
  const facts: SheetFacts = {
    label,
    hidden: entry.hidden,
    hiddenColumns: hiddenColumns(bytes.subarray(0, sheet.data.start)),
    merged: mergedColumns(bytes.subarray(sheet.data.end)),
    covers: drawnCovers(pack, entry.part),
  };
  const reader = new PartReader(bytes, place).leaveOut(sheet.data.start, sheet.data.end).read();
  const rest = new PartSection(entry.part, bytes, [...reader.units, ...sheet.beside], 0);
  return { sheet, facts, rest };
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

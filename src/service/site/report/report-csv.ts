import { SITE_WORDS } from './report-words.ts';
import { type SiteReport, shownBy } from './site-report.ts';

const BYTE_ORDER_MARK = '\uFEFF';
/** A cell that begins like this is a formula to a spreadsheet, to a Chinese one also in full width: a title must not run. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** One line for each place of each exposure, as spreadsheets open it by a double click. */
export function siteCsv(report: SiteReport): string {
  const words = SITE_WORDS.zh;
  const header = [
    '编号',
    words.statusName,
    words.kindName,
    words.document,
    words.department,
    words.shows,
    words.firstSeen,
    words.lastSeen,
    `${words.exposedFor}（天）`,
    words.policy,
    words.places,
    words.onPage,
    words.severityName,
    '撤下原因',
  ];
  const lines = report.exposures.flatMap((one) =>
    one.places.map(({ address, onPage = '' }) => [
      one.id,
      words.status[one.status],
      words.kind[one.kind],
      one.title,
      one.department ?? '',
      shownBy(one, report).join('；'),
      one.firstSeen,
      one.lastSeen,
      String(one.days),
      one.policy,
      address,
      onPage,
      words.severity[one.severity],
      one.goneBecause === null ? '' : words.gone[one.goneBecause],
    ]),
  );
  return `${BYTE_ORDER_MARK}${[header, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

const quoted = (cell: string): string =>
  `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;

import { html, type Markup } from '../../../engine/report/html/escape.ts';
import { STYLE } from '../../../engine/report/html/style.ts';
import { coverage } from './report-coverage.ts';
import { SITE_WORDS, type SiteWords } from './report-words.ts';
import {
  findingsIn,
  isStanding,
  type ReportedExposure,
  type SiteReport,
  shownBy,
  titleIn,
} from './site-report.ts';

const OWN_STYLE = `
.tiles{display:grid;grid-template-columns:repeat(5,1fr);gap:.7rem;margin:1rem 0}
.tile{padding:.8rem 1rem;background:var(--wash);border-radius:.4rem;print-color-adjust:exact}
.tile strong{display:block;font-size:1.7rem;line-height:1.3;font-variant-numeric:tabular-nums}
.bad strong{color:var(--refused)}
.is-gone{border-left-color:var(--line);color:var(--soft)}.is-gone .tag{color:var(--soft)}
.is-standing{border-left-color:var(--refused)}.is-standing .tag{color:var(--refused)}
.finding ul{list-style:none;padding:0}
.narrow{max-width:30rem}
.bar{display:inline-block;height:.7em;margin-right:.5em;background:var(--refused);vertical-align:baseline;print-color-adjust:exact}
.warning{font-weight:600}
@media (max-width:36rem){.tiles{grid-template-columns:1fr 1fr}}
@page{size:A4;@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt;color:#5b6675}}
@media print{body{font-size:10pt;line-height:1.5}.finding{padding:.5rem .8rem;margin-bottom:.5rem}h2{margin-top:1.4rem}}
`;

/** A site's report as one HTML file for its supervisor: no script, nothing fetched, fit for printing. */
export function sitePage(report: SiteReport, language: 'zh' | 'en' = 'zh'): string {
  const words = SITE_WORDS[language];
  const { totals, site, at } = report;
  const standing = totals.open + totals.reopened;
  const tile = (count: number, name: string, bad = false) =>
    html`<div class="tile ${bad && count > 0 ? 'bad' : ''}"><strong>${count}</strong>${name}</div>`;
  return html`<!doctype html>
<html lang="${words.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title(site)}</title>
<style>${{ html: STYLE + OWN_STYLE }}</style>
</head>
<body>
<h1>${words.title(site)}</h1>
<p>${words.at} ${minute(at)}</p>
${inShort(report, words)}
<div class="tiles">${tile(standing, words.standing, true)}${tile(totals.findings, words.findings, true)}${tile(totals.reopened, words.status.reopened, true)}${tile(totals['taken-down'], words.status['taken-down'])}${tile(totals.accepted, words.status.accepted)}</div>
${coverage(report, words)}
${departments(report, words)}
${types(report, words)}
${ages(report, words)}
${trend(report, words)}
${report.exposures.length === 0 ? html`` : html`<h2>${words.list}</h2>${report.exposures.map((one) => card(one, report, words))}`}
</body>
</html>
`.html;
}

const NOTHING = html``;

function inShort({ exposures, totals, byDepartment }: SiteReport, words: SiteWords): Markup {
  const standing = exposures.filter(isStanding);
  if (standing.length === 0) return html`<p>${words.nothing}</p>`;
  const oldest = Math.max(...standing.map(({ days }) => days));
  const worst = byDepartment[0]?.department ?? words.noDepartment;
  return html`<p>${words.inShort(standing.length, totals.findings, oldest, worst)}</p>`;
}

function table(heading: string, columns: readonly string[], rows: readonly (readonly Cell[])[]) {
  if (rows.length === 0) return NOTHING;
  const cell = (one: Cell) =>
    typeof one === 'number' ? html`<td class="count">${one}</td>` : html`<td>${one}</td>`;
  return html`<h2>${heading}</h2>
<table><thead><tr>${columns.map((name, index) => html`<th class="${typeof rows[0]?.[index] === 'number' ? 'count' : ''}">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>`;
}

type Cell = string | number | Markup;

const departments = ({ byDepartment }: SiteReport, words: SiteWords): Markup =>
  table(
    words.byDepartment,
    [words.department, words.standing, words.findings, words.takenDown, words.oldest],
    byDepartment.map(({ department, standing, findings, takenDown, oldest }) => [
      department ?? words.noDepartment,
      standing,
      findings,
      takenDown,
      oldest === 0 ? '—' : words.days(oldest),
    ]),
  );

const types = ({ byType }: SiteReport, words: SiteWords): Markup =>
  table(
    words.byType,
    [words.type, words.documents, words.findings],
    byType.map(({ name, documents, findings }) => [nameIn(name, words), documents, findings]),
  );

const ages = ({ byAge }: SiteReport, words: SiteWords): Markup =>
  table(
    words.byAge,
    [words.exposedFor, words.standing],
    byAge
      .filter(({ standing }) => standing > 0)
      .map(({ from, to, standing }) => [words.age(from, to), standing]),
  );

function trend({ trend: points }: SiteReport, words: SiteWords): Markup {
  const most = Math.max(1, ...points.map(({ standing }) => standing));
  const bar = (standing: number) =>
    html`<span class="bar" style="width:${((Math.max(0, standing) / most) * 8).toFixed(1)}em"></span>${standing}`;
  return table(
    words.trend,
    [words.scannedAt, words.documents, words.standing, words.appeared, words.takenDown],
    points.map(({ at, documents, standing, appeared, takenDown }) => [
      minute(at),
      documents,
      bar(standing),
      appeared,
      takenDown,
    ]),
  );
}

function card(exposure: ReportedExposure, report: SiteReport, words: SiteWords): Markup {
  const language = words.code === 'en' ? 'en' : 'zh';
  const shows = shownBy(exposure, report, language);
  return html`
<article class="finding ${isStanding(exposure) ? 'is-standing' : 'is-gone'}">
<h3>${titleIn(exposure, language)} <small>${words.kind[exposure.kind]}</small><span class="tag">${words.status[exposure.status]}</span></h3>
<dl>
<dt>${words.department}</dt><dd>${exposure.department ?? words.noDepartment}</dd>
${findingsIn(exposure) > 0 ? html`<dt>${words.shows}</dt><dd>${shows.join('、')}</dd>` : NOTHING}
${exposure.goneBecause === null ? NOTHING : html`<dt>${words.takenDown}</dt><dd>${words.gone[exposure.goneBecause]}</dd>`}
<dt>${exposure.status === 'taken-down' ? words.wasExposedFor : words.exposedFor}</dt><dd>${words.days(exposure.days)}（${words.firstSeen} ${day(exposure.firstSeen)}，${words.lastSeen} ${day(exposure.lastSeen)}）</dd>
<dt>${words.places}</dt><dd><ul>${exposure.places.map(({ address, onPage }) => html`<li>${address}${onPage === undefined ? NOTHING : html`<br><small>${words.onPage} ${onPage}</small>`}</li>`)}</ul></dd>
<dt>${words.severityName}</dt><dd>${words.severity[exposure.severity]}</dd>
</dl>
</article>`;
}

const nameIn = (name: { readonly zh: string; readonly en: string }, { code }: SiteWords): string =>
  code === 'zh-CN' ? name.zh : name.en;

/** Offices in China read their own time, whatever the server's clock is set to. */
const local = (iso: string): string =>
  new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
const minute = (iso: string): string => local(iso).slice(0, 16);
const day = (iso: string): string => local(iso).slice(0, 10);

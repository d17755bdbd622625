import { html, type Markup } from '../../../engine/report/html/escape.ts';
import type { SiteWords } from './report-words.ts';
import type { ReportedCoverage, SiteReport } from './site-report.ts';

/** What was looked at and what was not, so that nobody takes silence for a clean site. */
export function coverage({ coverage: known }: SiteReport, words: SiteWords): Markup {
  const unread = known.unread.reduce((sum, { pages }) => sum + pages, 0);
  return html`${lastScan(known, words)}
<h2>${words.coverage}</h2>
<p>${words.looked(known.read, known.readInPart)}${unread === 0 ? '' : words.notLooked(unread)}</p>
${
  unread === 0
    ? html``
    : html`<table class="narrow"><thead><tr><th>${words.reason}</th><th class="count">${words.pages}</th></tr></thead>
<tbody>${known.unread.map(({ name, pages }) => html`<tr><td>${nameIn(name, words)}</td><td class="count">${pages}</td></tr>`)}</tbody></table>`
}`;
}

/** A scan that broke off has not seen everything: that stands above all figures. */
function lastScan({ lastScan: last }: ReportedCoverage, words: SiteWords): Markup {
  if (last === null) return html`<p class="warning">${words.neverScanned}</p>`;
  if (last.state === 'done') return html``;
  const why = last.name === null ? '' : `（${nameIn(last.name, words)}）`;
  return html`<p class="warning">${words.brokenOff[last.state === 'failed' ? 'failed' : 'unfinished']}${why}</p>`;
}

const nameIn = (name: { readonly zh: string; readonly en: string }, { code }: SiteWords): string =>
  code === 'zh-CN' ? name.zh : name.en;

import { type Location, UNSEEN } from '../../core/segment.ts';
import type { Report } from '../report.ts';
import { EN } from '../words/en.ts';
import type { Language, Words } from '../words/words.ts';
import { ZH } from '../words/zh.ts';
import { alikeAmong } from './alike.ts';
import { html, type Markup } from './escape.ts';
import { findingCard, whoSaid } from './finding.ts';
import { place } from './place.ts';
import { STYLE } from './style.ts';

/** The report as one HTML file for a clerk: no script, nothing fetched, fit for printing. */
export function reportPage(report: Report, language: Language = 'zh'): string {
  const words = language === 'zh' ? ZH : EN;
  return html`<!doctype html>
<html lang="${words.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<h1>${words.title}</h1>
${verdict(report, words)}
${fileFacts(report, words)}
${summary(report, words)}
${places(words.heading.blindSpots, report.blindSpots, report.summary.blindSpots, words, ({ reason }) => words.blindSpot[reason])}${accepted(report, words)}
${findings(report, words)}
${places(words.heading.removals, report.removals, report.summary.removals, words, ({ what }) => words.removal[what])}
${verification(report, words)}
<footer>Clearpost ${report.engine.version} · ${report.engine.rules}</footer>
</body>
</html>
`.html;
}

const NOTHING = html``;

/** Everyone who answers for what nobody could read, and that one more is wanted. */
const accepted = ({ accepted: said, personsToRelease }: Report, words: Words): Markup =>
  said.length === 0
    ? NOTHING
    : html`<p>${said.length < personsToRelease ? words.heading.awaiting : words.heading.accepted}：${said.map((one) => html`${whoSaid(one, words)}<br>`)}</p>`;

const verdict = ({ verdict: name, summary }: Report, words: Words): Markup => html`
<section class="verdict ${name}">
<strong>${words.verdictName[name]}</strong>
<p>${words.verdict(name, summary)}</p>
<p>${words.nextStep(name)}</p>
</section>`;

const fileFacts = (report: Report, words: Words): Markup => {
  const { document, policy, notice, converted } = report;
  return html`
<h2>${words.heading.file}</h2>
<dl>
<dt>${words.heading.name}</dt><dd>${document.name}</dd>
<dt>${words.heading.size}</dt><dd>${document.format.toUpperCase()} · ${words.bytes(document.bytes)}</dd>
<dt>${words.heading.digest}</dt><dd><code>${document.sha256}</code></dd>
<dt>${words.heading.output}</dt><dd>${output(report, words)}</dd>
${facts([
  [words.heading.converted, converted && `${converted.from} → ${converted.to} · ${converted.by}`],
  [words.heading.publisher, notice.publisher],
  [words.heading.indexNumber, notice.indexNumber],
  [words.heading.published, notice.published ?? notice.written],
  [words.heading.period, words.period(notice)],
  [words.heading.policy, words.policy(policy)],
  [words.heading.policyBasis, policy.basis.join('、')],
])}
</dl>`;
};

const facts = (rows: readonly (readonly [string, string | null | undefined])[]): Markup[] =>
  rows.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : NOTHING));

function output({ document, masked, mayPublish }: Report, words: Words): Markup {
  if (masked === null) return html`${words.noOutput}`;
  if (masked.sha256 === document.sha256) return html`${words.unchanged}`;
  return html`${masked.name} · ${words.bytes(masked.bytes)}${mayPublish ? NOTHING : html` · ${words.withheld}`}<br><code>${masked.sha256}</code>`;
}

function summary({ summary: all }: Report, words: Words): Markup {
  const { types, byDisguise } = all;
  if (types.length === 0) return NOTHING;
  const { type, found, masked, kept, review } = words.heading;
  return html`
<h2>${words.heading.summary}</h2>
<table class="types">
<thead><tr><th>${type}</th><th class="count">${found}</th><th class="count">${masked}</th><th class="count">${review}</th><th class="count">${kept}</th></tr></thead>
<tbody>${types.map(
    (one) =>
      html`<tr><td>${words === ZH ? one.name.zh : one.name.en}</td><td class="count">${one.found}</td><td class="count">${one.masked}</td><td class="count">${one.review}</td><td class="count">${one.kept}</td></tr>`,
  )}</tbody>
${types.length > 1 ? html`<tfoot><tr><th>${words.heading.total}</th><td class="count">${all.found}</td><td class="count">${all.masked}</td><td class="count">${all.review}</td><td class="count">${all.kept}</td></tr></tfoot>` : NOTHING}
</table>
${disguised(byDisguise, words)}`;
}

/** What only looks gone deserves a sentence of its own. */
function disguised(byDisguise: Report['summary']['byDisguise'], words: Words): Markup {
  const causes = UNSEEN.flatMap((why) => {
    const count = byDisguise[why];
    return count === undefined ? [] : [[words.disguise[why], count] as const];
  });
  return causes.length === 0 ? NOTHING : html`<p class="warning">${words.disguised(causes)}</p>`;
}

function findings(report: Report, words: Words): Markup {
  if (report.findings.length === 0) return NOTHING;
  const { unlisted } = report.summary;
  return html`
<h2>${words.heading.findings}</h2>
${alikeAmong(report.findings).map((alike, index) => findingCard(alike, index + 1, words))}
${unlisted > 0 ? html`<p>${words.unlisted(unlisted)}</p>` : NOTHING}`;
}

function places<T extends { readonly location: Location }>(
  heading: string,
  all: readonly T[],
  total: number,
  words: Words,
  what: (one: T) => string,
): Markup {
  if (all.length === 0) return NOTHING;
  return html`
<h2>${heading}</h2>
<ul>${all.map((one) => html`<li>${place(one.location, words)}${words === ZH ? '：' : ': '}${what(one)}</li>`)}</ul>
${total > all.length ? html`<p>${words.unlisted(total - all.length)}</p>` : NOTHING}`;
}

const verification = ({ verification: one }: Report, words: Words): Markup =>
  one.readers.length === 0
    ? NOTHING
    : html`
<h2>${words.heading.verification}</h2>
<p>${words.verification(one.readers, one.residual, one.completed)}</p>`;

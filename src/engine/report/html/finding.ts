import type { Decided, Said } from '../../core/review.ts';
import { notesOn } from '../words/notes.ts';
import { sentence } from '../words/sentence.ts';
import type { Words } from '../words/words.ts';
import { type Alike, placesTold } from './alike.ts';
import { html, type Markup } from './escape.ts';
import { place } from './place.ts';

/** One finding, or many of a kind: what it is, where, why we believe it, on which basis, what was done. */
export function findingCard(alike: Alike, number: number, words: Words): Markup {
  const [finding] = alike;
  const { heading } = words;
  const name = words.code === 'zh-CN' ? finding.name.zh : finding.name.en;
  const why = finding.evidence.map((code) => sentence(code, words));
  return html`
<article class="finding is-${finding.action}">
<h3>${number}. ${name} <small>${words.confidence[finding.confidence]}</small>${alike.length > 1 ? html`<small>${words.places(alike.length)}</small>` : html``}${finding.disguise === null ? html`` : html`<span class="disguise">${words.disguise[finding.disguise]}</span>`}<span class="tag">${words.action[finding.action]}</span></h3>
<dl>
<dt>${heading.where}</dt><dd>${where(alike, words)}</dd>
<dt>${heading.why}</dt><dd>${why.join(words.code === 'zh-CN' ? '；' : '; ')}</dd>
${finding.basis.length > 0 ? html`<dt>${heading.basis}</dt><dd>${finding.basis.join('、')}</dd>` : html``}
<dt>${heading.done}</dt><dd>${done(alike, words)}</dd>${finding.decided ? html`<dt>${heading.decided}</dt><dd>${said(finding.decided, words)}</dd>` : html``}
</dl>
</article>`;
}

function where(alike: Alike, words: Words): string {
  const { told, left } = placesTold(alike);
  const at = place({ ...alike[0].location, address: told }, words);
  return left > 0 ? `${at} ${words.morePlaces(left)}` : at;
}

function done(alike: Alike, words: Words): Markup {
  const [finding] = alike;
  const isAllMaskedSo = alike.every(({ masked }) => masked === finding.masked);
  const least = alike.reduce(
    (all, { residualCandidates: own }) => Math.min(all, own ?? all),
    finding.residualCandidates ?? 0,
  );
  const isLeast = alike.some(({ residualCandidates }) => residualCandidates !== least);
  const notes = notesOn(finding, words, { least, isLeast });
  return html`<code>${words.done(finding)}</code>${isAllMaskedSo ? html`` : words.andAlike}${notes.map((note) => html`<br>${note}`)}`;
}

/** Who decided, on which ground and why: whoever answers for it stands beside it. */
const said = ({ action, said }: Decided, words: Words): Markup =>
  html`${said.map((one) => html`${words.action[action]}：${whoSaid(one, words)}<br>`)}`;

export const whoSaid = ({ by, at, ground, reason }: Said, words: Words): string =>
  [by, at, ground && words.ground[ground], reason].filter((part) => part !== null).join(' · ');

import { GROUNDS, type Said } from '../engine/core/review.ts';
import type { ReportedFinding } from '../engine/report/report.ts';
import { EN } from '../engine/report/words/en.ts';
import { ZH } from '../engine/report/words/zh.ts';
import { element, english } from './element.ts';
import type { Wish } from './review-service.ts';

/** Sends what a person wants; the page then shows what came of it. */
export type Decide = (wish: Wish) => Promise<void>;

/** The ways to decide about one finding. What waits shows them openly, all else behind a line. */
export function decisionControls(finding: ReportedFinding, decide: Decide): HTMLElement {
  const { id, action, decided, addedMask } = finding;
  if (addedMask !== null) return takingBack(addedMask, decide);
  const path = `/findings/${id}`;
  const controls = element('div', { class: 'decide' });
  if (action !== 'mask') {
    const mask = element('button', { type: 'button', class: 'button', 'data-decide': 'mask' });
    mask.append('遮盖', english('Mask'));
    mask.addEventListener('click', () =>
      decide({ method: 'PATCH', path, body: { action: 'mask' } }),
    );
    controls.append(mask);
  }
  if (action !== 'keep')
    controls.append(
      grounded(
        decided?.action === 'keep' && action === 'review'
          ? ['确认保留', 'Agree']
          : ['保留…', 'Keep…'],
        (body) => decide({ method: 'PATCH', path, body: { action: 'keep', ...body } }),
      ),
    );
  if (action === 'review') return controls;
  return element('details', {}, element('summary', {}, '更改', english('Change')), controls);
}

/** What a person wanted hidden, they may want shown again. */
function takingBack(maskId: string, decide: Decide): HTMLElement {
  const back = element('button', { type: 'button', class: 'button', 'data-decide': 'unmask' });
  back.append('撤回这处遮盖', english('Take this mask back'));
  back.addEventListener('click', () => decide({ method: 'DELETE', path: `/masks/${maskId}` }));
  return element('details', {}, element('summary', {}, '更改', english('Change')), back);
}

interface Grounded {
  readonly ground: string;
  readonly reason: string;
}

/** A button that opens a small form: whoever publishes something says on which ground and why. */
export function grounded(
  [zh, en]: readonly [string, string],
  send: (body: Grounded) => Promise<void>,
): HTMLElement {
  const options = GROUNDS.map((one) =>
    element('option', { value: one }, `${ZH.ground[one]} · ${EN.ground[one]}`),
  );
  const ground = element('select', {}, ...options);
  const reason = element('input', {
    type: 'text',
    maxlength: '500',
    required: '',
    autocomplete: 'off',
    placeholder: '不要写号码 · no identifiers',
  });
  const form = element(
    'form',
    { class: 'ground' },
    element('label', {}, '依据', english('Ground'), ground),
    element('label', {}, '理由', english('Reason'), reason),
  );
  const submit = element('button', { type: 'submit', class: 'button' }, '确定', english('Confirm'));
  form.append(submit);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    await send({ ground: ground.value, reason: reason.value });
    submit.disabled = false;
  });
  const summary = element('summary', { class: 'button', 'data-decide': 'keep' }, zh, english(en));
  return element('details', { class: 'grounded' }, summary, form);
}

/** Who said what about it, the oldest first. */
export const saidBy = (said: readonly Said[]): HTMLElement[] =>
  said.map(({ by, at, ground, reason }) =>
    element(
      'div',
      { class: 'quiet' },
      [by, new Date(at).toLocaleString('zh-CN'), ground && ZH.ground[ground], reason]
        .filter((part) => part !== null)
        .join(' · '),
    ),
  );

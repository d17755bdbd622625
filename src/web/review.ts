import type { ReportedFinding } from '../engine/report/report.ts';
import { type Decide, grounded, saidBy } from './decide.ts';
import { element, english } from './element.ts';
import type { Redaction } from './service.ts';

/** How far a review has come, what was missed, and what nobody could read. */
export function reviewPanel(redaction: Redaction, decide: Decide): HTMLElement {
  const panel = element('section', { class: 'review', 'aria-label': '复核 · Review' });
  panel.append(...progress(redaction.findings, redaction.summary.review));
  panel.append(...allAtOnce(redaction.findings, decide));
  if (redaction.blindSpots.length > 0) panel.append(blindSpots(redaction, decide));
  panel.append(missed(decide));
  panel.append(element('p', { id: 'review-message', role: 'alert', class: 'action-review' }));
  return panel;
}

function progress(findings: readonly ReportedFinding[], waiting: number): HTMLElement[] {
  const done = findings.filter(({ action, decided }) => decided && action !== 'review').length;
  if (waiting === 0 && done === 0) return [];
  const hint = '请对照原稿决定；这里不显示号码本身。';
  const words = `已决定 ${done} 处，还有 ${waiting} 处待定`;
  return [
    element('p', { id: 'review-progress' }, words, english(`${done} decided, ${waiting} to go`)),
    element(
      'p',
      { class: 'quiet' },
      hint,
      english('Decide with the draft beside you: numbers are not shown here.'),
    ),
    element('progress', {
      max: String(done + waiting),
      value: String(done),
      'aria-labelledby': 'review-progress',
    }),
  ];
}

/** Many alike, such as an office's list of contacts: one decision for all that wait. */
function allAtOnce(findings: readonly ReportedFinding[], decide: Decide): HTMLElement[] {
  const waiting = findings.filter(({ action }) => action === 'review').map(({ id }) => id);
  if (waiting.length < 2) return [];
  const send = (body: object) =>
    decide({ method: 'PATCH', path: '/findings', body: { findings: waiting, ...body } });
  const mask = element('button', { type: 'button', class: 'button', id: 'mask-all' });
  mask.append(`待定的 ${waiting.length} 处全部遮盖`, english('Mask all that wait'));
  mask.addEventListener('click', () => send({ action: 'mask' }));
  const keep = grounded(['全部保留…', 'Keep all…'], (body) => send({ action: 'keep', ...body }));
  return [element('div', { class: 'decide' }, mask, keep)];
}

function blindSpots(redaction: Redaction, decide: Decide): HTMLElement {
  const { accepted, personsToRelease, summary, verdict } = redaction;
  const box = element('div', { class: 'card' });
  const isWaiting = accepted.length < personsToRelease;
  if (accepted.length > 0) {
    box.append(
      element(
        'p',
        {},
        isWaiting ? '已有一人确认读不到的内容，还须另一人确认：' : '读不到的内容已有人负责确认：',
        english(
          isWaiting
            ? 'One person answers for what could not be read; another one must agree:'
            : 'Somebody answers for what could not be read:',
        ),
      ),
      ...saidBy(accepted),
    );
    if (!isWaiting) return box;
  }
  const isOpen = summary.review > 0 || verdict === 'refused';
  box.append(
    element(
      'p',
      {},
      isOpen
        ? '先逐条决定，再确认读不到的内容。'
        : '请打开原稿，亲自看过读不到的内容（如图片），没有个人信息再放行。',
      english(
        isOpen
          ? 'Decide about each finding first.'
          : 'Look at what could not be read yourself, then release.',
      ),
    ),
  );
  if (!isOpen)
    box.append(
      grounded(accepted.length > 0 ? AGREE : RELEASE, (body) =>
        decide({ method: 'POST', path: '/release', body }),
      ),
    );
  return box;
}

const RELEASE = ['我已看过，放行…', 'I have looked: release…'] as const;
const AGREE = ['我也已看过，确认放行…', 'I have looked too: release…'] as const;

/** A text that detection missed. */
function missed(decide: Decide): HTMLElement {
  const text = element('input', {
    type: 'text',
    id: 'missed',
    minlength: '2',
    maxlength: '200',
    required: '',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const form = element('form', { class: 'ground' }, text);
  form.append(
    element('button', { type: 'submit', class: 'button' }, '全文遮盖', english('Mask everywhere')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void decide({ method: 'POST', path: '/masks', body: { text: text.value } });
  });
  const label = element('label', { for: 'missed' }, '要遮盖的文字', english('Text to hide'));
  return element(
    'details',
    {},
    element('summary', {}, '有漏掉的内容？', english('Was something missed?')),
    label,
    form,
  );
}

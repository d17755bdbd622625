import { EN } from '../engine/report/words/en.ts';
import { ZH } from '../engine/report/words/zh.ts';
import { bilingual, element, english } from './element.ts';
import { isProblem, type Problem, type Redaction } from './service.ts';

/** Several files handed in together. */
export interface Batch {
  readonly list: HTMLElement;
  /** Tells what came of the file with this place in the list. */
  readonly finish: (index: number, answer: Redaction | Problem) => void;
}

/** A line for each file, which opens what came of it. */
export function batchOf(
  names: readonly string[],
  open: (answer: Redaction | Problem, name: string) => void,
): Batch {
  const title = element('h2', { id: 'batch-title' });
  const lines = names.map((name) =>
    element(
      'li',
      {},
      `${name} `,
      element('span', { class: 'quiet' }, '等待中', english('waiting')),
    ),
  );
  const answers: (Redaction | Problem)[] = [];
  const finish = (index: number, answer: Redaction | Problem): void => {
    answers.push(answer);
    const name = names[index] ?? '';
    const opener = element('button', { type: 'button', class: 'button' }, name);
    opener.addEventListener('click', () => open(answer, name));
    const { className, words } = outcome(answer);
    lines[index]?.replaceChildren(
      opener,
      element('strong', { class: className }, ...bilingual(words)),
    );
    title.replaceChildren(...heading(answers, names.length));
  };
  title.replaceChildren(...heading(answers, names.length));
  const attributes = { class: 'card', id: 'batch', 'aria-labelledby': 'batch-title' };
  return { list: element('section', attributes, title, element('ul', {}, ...lines)), finish };
}

/** What can be posted is told apart from what cannot, since that is what is asked. */
function heading(answers: readonly (Redaction | Problem)[], all: number): (Node | string)[] {
  const clear = answers.filter((answer) => !isProblem(answer) && answer.mayPublish).length;
  const held = answers.length - clear;
  return [
    `共 ${all} 份，已检查 ${answers.length} 份：${clear} 份可以发布，${held} 份还不能`,
    english(`${answers.length} of ${all} checked: ${clear} clear to post, ${held} not yet`),
  ];
}

function outcome(answer: Redaction | Problem): { className: string; words: string } {
  if (isProblem(answer)) return { className: 'is-bad', words: answer.title };
  const { verdict, mayPublish } = answer;
  const tone = mayPublish ? 'is-good' : verdict === 'review' ? 'is-doubt' : 'is-bad';
  return { className: tone, words: `${ZH.verdictName[verdict]} · ${EN.verdictName[verdict]}` };
}

import { ReviewError, type ReviewErrorCode } from '../../engine/core/review-error.ts';
import { type ReviewRefusal, ReviewRefused } from '../review/refused.ts';
import { Problem, type ProblemCode } from './problem.ts';

type Told = readonly [code: ProblemCode, detail: string, field?: string];

const REFUSALS: Readonly<Record<ReviewRefusal, Told>> = {
  gone: [
    'document-destroyed',
    '原稿已按期销毁，不能再改；请重新提交这份文件 · the draft was destroyed on schedule; hand it in again',
  ],
  'not-done': ['review-unfinished', '文件还没有检查完，或检查失败 · it is not done yet, or failed'],
  outdated: ['review-outdated', '别人刚作了决定；请刷新后再定 · somebody just decided; look again'],
  changed: [
    'review-outdated',
    '识别规则或密钥已更新，原来的编号不再适用；请重新提交这份文件 · rules or keys have changed since; hand it in again',
  ],
  'finding-unknown': ['not-found', '没有这一条 · there is no such finding'],
  'mask-unknown': [
    'not-found',
    '没有这处人工遮盖，或已撤回 · there is no such mask, or it was taken back',
  ],
  'second-person': [
    'second-person-needed',
    '这类内容须由另一人确认，同一人不能确认两次 · this kind needs another person to agree',
  ],
  unfinished: ['review-unfinished', '请先逐条决定 · decide about each finding first'],
  'nothing-blind': [
    'review-unfinished',
    '没有读不到的内容可以确认 · there is nothing unread to answer for',
  ],
};

const ERRORS: Readonly<Record<ReviewErrorCode, Told>> = {
  'finding-unknown': REFUSALS['finding-unknown'],
  'text-absent': [
    'request-malformed',
    '文件里没有这段文字（须在同一段落或单元格内，至少两个字） · no paragraph or cell shows this text (two characters at least)',
    'text',
  ],
  'place-absent': ['request-malformed', '文件里没有这个位置 · there is no such place', 'location'],
  'reason-tells': [
    'request-malformed',
    '理由里含有个人信息或已遮盖的内容，请改写 · the reason holds an identifier or something hidden; say it without',
    'reason',
  ],
};

/** What a reviewer is told when a decision cannot be taken; undefined for any other error. */
export function reviewProblemOf(error: unknown): Problem | undefined {
  if (error instanceof ReviewRefused) return problem(REFUSALS[error.why]);
  if (error instanceof ReviewError) return problem(ERRORS[error.code]);
  return undefined;
}

const problem = ([code, detail, field]: Told): Problem => new Problem(code, { detail, field });

import type { CheckedFile } from '../publish/check-file.ts';

export type Refusal =
  | 'hold'
  | 'replace'
  | 'unreadable'
  | 'malformed'
  | 'pieces'
  | 'websocket'
  | 'too-large'
  | 'busy'
  | 'unreachable'
  | 'no-answer';

const SENTENCES: Readonly<Record<Refusal, readonly [zh: string, en: string]>> = {
  hold: [
    '含有需要人工核对的内容，尚未发布。',
    'A person must look at this. Nothing was published.',
  ],
  replace: [
    '含有个人信息，尚未发布。请改用脱敏后的文件。',
    'Personal identifiers were found. Nothing was published; use the masked file.',
  ],
  unreadable: [
    '无法看懂这次提交，未予转发。',
    'This request could not be read and was not passed on.',
  ],
  'too-large': [
    '超过可检查的大小，未予转发。',
    'This is larger than can be checked and was not passed on.',
  ],
  malformed: [
    '这次提交不合规范，可能被看成不同的内容，未予转发。',
    'This request can be read in more than one way and was not passed on.',
  ],
  pieces: [
    '文件是分块上传的，无法检查，未予转发。请改为整个上传。',
    'The file came in pieces, which cannot be checked. Nothing was passed on; upload it whole.',
  ],
  websocket: [
    '这种连接无法检查，未予接通。',
    'What passes through such a connection cannot be checked; it was not opened.',
  ],
  busy: [
    '正在检查的内容太多，未予转发，请稍后再试。',
    'Too much is being checked; nothing was passed on. Try again later.',
  ],
  'no-answer': [
    '网站后台没有应答，是否已收到这次提交并不确定，请核对后再试。',
    'The site behind did not answer. Whether it took this is not known: look before you try again.',
  ],
  unreachable: [
    '检查服务暂不可用，未予转发，请稍后再试。',
    'The check is unavailable; nothing was passed on. Try again later.',
  ],
};

/** What the author sees instead of the CMS's answer. It stands alone and holds no value. */
export function refusalPage(why: Refusal, held: readonly CheckedFile[]): string {
  const [zh, en] = SENTENCES[why];
  const rows = held.map(
    ({ name, problem }) =>
      `<li>${escaped(name)}${problem?.detail ? `：${escaped(problem.detail)}` : ''}</li>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Clearpost</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1rem}</style>
<h1>Clearpost</h1><p>${zh}</p><p lang="en">${en}</p>${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : ''}
</html>`;
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

import type { Report } from '../engine/report/report.ts';

/** What the service answers to an upload that it could process. */
export type Redaction = Omit<Report, 'masked'> & {
  readonly id: string;
  readonly status: string;
  /** Counts the decisions that people made about it. */
  readonly revision: number;
  readonly masked: { readonly href: string; readonly name: string } | null;
  readonly report: { readonly href: string };
};

/** What it answers to anything else (RFC 9457). */
export interface Problem {
  readonly type?: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly requestId?: string;
}

export const isProblem = (answer: object): answer is Problem => 'title' in answer;

/** True where a password given with the file opens it; other formats have to be saved without one. */
export const wantsPassword = ({ type }: Problem, { name }: File): boolean =>
  type === 'urn:clearpost:problem:document-encrypted' && /\.pdf$/i.test(name);

interface Upload {
  readonly file: File;
  readonly policy: string;
  /** Empty where the file needs none. */
  readonly password: string;
  readonly key: string;
  /** Hears how much of the file is there, from 0 to 1. */
  readonly onProgress: (part: number) => void;
}

export const UNREACHABLE: Problem = {
  status: 0,
  title: '连不上服务，请稍后再试 · the service cannot be reached',
};
const CHANGED: Problem = {
  status: 0,
  title: '选好的文件后来改动或移走了 · the file was changed or moved since it was chosen',
  detail: '请重新选择这份文件 · please choose it again',
};
const POLL_MS = 1500;
const TOO_OFTEN = 429;

/** Hands a file in and waits until it is done. */
export async function redact(upload: Upload): Promise<Redaction | Problem> {
  const answer = await send(upload);
  if (answer.status === 202) return finished(answer.location, upload.key);
  if (answer.body === UNREACHABLE && !(await isReadable(upload.file))) return CHANGED;
  return answer.body;
}

/** What stands at the address of a redaction once it is done. */
export async function finished(href: string, key: string): Promise<Redaction | Problem> {
  for (;;) {
    const found = await fetch(href, { headers: bearer(key) }).catch(() => null);
    if (!found) return UNREACHABLE;
    // A proxy in front says in its own words that we are away.
    const body = await found.json().catch(() => UNREACHABLE);
    if (isProblem(body) && found.status !== TOO_OFTEN) return body;
    if (body.status === 'failed') return body.problem;
    if (body.verdict) return body;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A browser cannot read a file that was moved, or saved again, after it was chosen. */
async function isReadable(file: File): Promise<boolean> {
  const reader = file.stream().getReader();
  try {
    await reader.read();
    return true;
  } catch {
    return false;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

interface Answer {
  readonly status: number;
  readonly location: string;
  readonly body: Redaction | Problem;
}

/** XMLHttpRequest, since fetch does not tell how far an upload has come. */
function send({ file, policy, password, key, onProgress }: Upload): Promise<Answer> {
  const form = new FormData();
  form.append('policy', policy);
  if (password !== '') form.append('password', password);
  form.append('file', file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const finish = (body: Redaction | Problem) =>
      resolve({
        status: request.status,
        location: request.getResponseHeader('location') ?? '',
        body,
      });
    request.open('POST', '/v1/redactions');
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    for (const [name, value] of Object.entries(bearer(key))) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 1);
    request.onload = () => finish(request.response ?? UNREACHABLE);
    request.onerror = () => finish(UNREACHABLE);
    request.send(form);
  });
}

/** Fetches a file; the key cannot travel in a plain link. */
export async function fetchBlob(href: string, accept: string, key: string): Promise<Blob> {
  const answer = await fetch(href, { headers: { accept, ...bearer(key) } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.blob();
}

/** The list behind an address, or undefined when a key is asked for. */
export async function listOf<Item>(path: string, key: string): Promise<Item[] | undefined> {
  const answer = await fetch(path, { headers: bearer(key) });
  if (!answer.ok) return undefined;
  return ((await answer.json()) as { items: Item[] }).items;
}

export const bearer = (key: string): Record<string, string> =>
  key === '' ? {} : { authorization: `Bearer ${key}` };

// The page at `/`: a form, what came of each file, and what waits for a person.
import { batchOf } from './batch.ts';
import { takeDrops } from './drop.ts';
import { byId, element } from './element.ts';
import { heldList } from './held.ts';
import { announce, say, showUpload } from './progress.ts';
import { showResult } from './result.ts';
import { decide, type Held, redactionById, type Wish } from './review-service.ts';
import {
  fetchBlob,
  isProblem,
  listOf,
  type Problem,
  type Redaction,
  redact,
  wantsPassword,
} from './service.ts';
import { showWho } from './who.ts';

const form = byId('form', HTMLFormElement);
const file = byId('file', HTMLInputElement);
const policy = byId('policy', HTMLSelectElement);
const key = byId('key', HTMLInputElement);
const password = byId('password', HTMLInputElement);
const send = byId('send', HTMLButtonElement);
const result = byId('result', HTMLElement);

const batch = byId('batch-list', HTMLElement);
const passwordRow = byId('password-row', HTMLElement);

let mayReview = false;
const doors = {
  download,
  openReport,
  picture,
  decide: decideAndShow,
  mayReview: () => mayReview,
};

interface PolicyItem {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}
interface FormatItem {
  readonly extensions: readonly string[];
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const chosen = [...(file.files ?? [])];
  if (chosen.length === 0) {
    say('请先选择文件 · choose a file first');
    file.focus();
    return;
  }
  send.disabled = true;
  result.hidden = true;
  batch.replaceChildren();
  await (chosen.length === 1 ? handInOne(chosen[0] as File) : handInAll(chosen));
  send.disabled = false;
  password.value = '';
  await showHeld();
});

async function handInOne(chosen: File): Promise<void> {
  const answer = await handIn(chosen, '');
  say('');
  show(answer, chosen.name);
  passwordRow.hidden = !isProblem(answer) || !wantsPassword(answer, chosen);
  if (!passwordRow.hidden) password.focus();
}

/** One after the other: what is checked already can be looked at while the rest is under way. */
async function handInAll(chosen: readonly File[]): Promise<void> {
  const { list, finish } = batchOf(
    chosen.map(({ name }) => name),
    show,
  );
  batch.replaceChildren(list);
  for (const [index, one] of chosen.entries())
    finish(index, await handIn(one, `（${index + 1}/${chosen.length}）`));
  say('');
  announce(byId('batch-title', HTMLElement).textContent);
}

async function handIn(chosen: File, which: string): Promise<Redaction | Problem> {
  showUpload(0, which);
  const answer = await redact({
    file: chosen,
    policy: policy.value,
    password: password.value,
    key: key.value,
    onProgress: (part) => showUpload(part, which),
  });
  if (isProblem(answer) && answer.status === 401) askForKey();
  return answer;
}

function show(answer: Redaction | Problem, name: string): void {
  showResult(result, { answer, name }, doors);
  // Reloading shows it again, and the address can be passed on to a reviewer.
  if (!isProblem(answer)) history.replaceState(null, '', `#${answer.id}`);
}

takeDrops(byId('drop', HTMLElement), (files) => {
  file.files = files;
});

file.addEventListener('change', () => {
  passwordRow.hidden = true;
  say('');
});
key.addEventListener('change', () => {
  // Not later: a file may be chosen while the lists are still on their way.
  say('');
  void start();
});
addEventListener('hashchange', openHeld);
const signIn = await showWho(byId('who', HTMLElement));
await start();

async function start(): Promise<void> {
  if (!(await fillForm())) return;
  await showHeld();
  await openHeld();
}

/** False when a key is asked for. */
async function fillForm(): Promise<boolean> {
  const policies = await listOf<PolicyItem>('/v1/policies', key.value);
  const formats = await listOf<FormatItem>('/v1/formats', key.value);
  if (!policies || !formats) {
    askForKey();
    if (key.value !== '') say('访问密钥不对或已停用 · this key is not valid');
    return false;
  }
  const extensions = [...new Set(formats.flatMap((format) => format.extensions))];
  file.accept = extensions.join(',');
  byId('formats', HTMLElement).textContent = extensions.join(' ');
  const [auto] = policy.options;
  policy.replaceChildren(
    ...(auto ? [auto] : []),
    ...policies.map(({ id, name }) => element('option', { value: id }, `${name.zh} · ${name.en}`)),
  );
  return true;
}

function askForKey(): void {
  byId('key-row', HTMLElement).hidden = false;
  byId('sign-in-row', HTMLElement).hidden = signIn === undefined;
  if (signIn !== undefined) byId('sign-in', HTMLAnchorElement).href = signIn;
}

async function download(href: string, name: string): Promise<void> {
  const blob = await blobOrWarning(href, 'application/octet-stream');
  if (blob) save(blob, name);
}

/** A page that is not there, or that this key may not see, is none. */
function picture(href: string): Promise<Blob | undefined> {
  return fetchBlob(href, 'image/png', key.value).catch(() => undefined);
}

function save(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  element('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

async function openReport(href: string): Promise<void> {
  // Without a key a plain link does, and shows the report under its own strict policy.
  if (key.value === '') {
    window.open(href, '_blank', 'noopener');
    return;
  }
  const blob = await blobOrWarning(href, 'text/html');
  if (blob) save(blob, 'report.html');
}

async function blobOrWarning(href: string, accept: string): Promise<Blob | undefined> {
  try {
    return await fetchBlob(href, accept, key.value);
  } catch {
    say('文件已不在，请重新上传 · it is gone, please upload again');
    return undefined;
  }
}

/** The address of the page may name a draft: what is passed on to a reviewer is a link. */
async function openHeld(): Promise<void> {
  const id = location.hash.slice(1);
  if (!/^[0-9a-f-]{36}$/.test(id)) return;
  const answer = await redactionById(id, key.value);
  if (isProblem(answer) && answer.status === 401) return askForKey();
  showResult(result, { answer }, doors);
}

async function showHeld(): Promise<void> {
  const list = byId('held-list', HTMLElement);
  const drafts = await listOf<Held>('/v1/redactions?verdict=review', key.value);
  mayReview = drafts !== undefined;
  list.replaceChildren(...(drafts && drafts.length > 0 ? [heldList(drafts)] : []));
}

async function decideAndShow(redaction: Redaction, wish: Wish): Promise<void> {
  say('正在重新遮盖并核实 · masking and verifying again');
  const answer = await decide(redaction, wish, key.value);
  say('');
  if (!isProblem(answer)) {
    showResult(result, { answer }, doors, true);
    announce(byId('verdict', HTMLElement).textContent);
    return showHeld();
  }
  const now = answer.status === 409 ? await redactionById(redaction.id, key.value) : undefined;
  if (now && !isProblem(now)) showResult(result, { answer: now }, doors, true);
  byId('review-message', HTMLElement).textContent = answer.detail ?? answer.title;
}

// The page at `/`: one form, one result.
import { byId, element } from './element.ts';
import { heldList } from './held.ts';
import { showResult } from './result.ts';
import { decide, type Held, redactionById, type Wish } from './review-service.ts';
import { fetchBlob, isEncrypted, isProblem, listOf, type Redaction, redact } from './service.ts';
import { showWho } from './who.ts';

const form = byId('form', HTMLFormElement);
const drop = byId('drop', HTMLElement);
const file = byId('file', HTMLInputElement);
const policy = byId('policy', HTMLSelectElement);
const key = byId('key', HTMLInputElement);
const password = byId('password', HTMLInputElement);
const send = byId('send', HTMLButtonElement);
const progress = byId('progress', HTMLElement);
const progressText = byId('progress-text', HTMLElement);
const bar = byId('bar', HTMLProgressElement);
const status = byId('status', HTMLElement);
const result = byId('result', HTMLElement);

const doors = { download, openReport, picture, decide: decideAndShow };

interface PolicyItem {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}
interface FormatItem {
  readonly extensions: readonly string[];
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [chosen] = file.files ?? [];
  if (!chosen) {
    say('请先选择文件 · choose a file first');
    file.focus();
    return;
  }
  send.disabled = true;
  result.hidden = true;
  progress.hidden = false;
  say('正在上传 · uploading');
  const answer = await redact({
    file: chosen,
    policy: policy.value,
    password: password.value,
    key: key.value,
    onProgress,
  });
  progress.hidden = true;
  send.disabled = false;
  if (isProblem(answer) && answer.status === 401) askForKey();
  byId('password-row', HTMLElement).hidden = !isProblem(answer) || !isEncrypted(answer);
  password.value = '';
  status.textContent = '';
  showResult(result, answer, doors);
  if (!isProblem(answer) && answer.verdict === 'review') await showHeld();
});

for (const name of ['dragover', 'dragleave', 'drop'] as const)
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle('is-over', name === 'dragover');
    const dropped = event.dataTransfer?.files;
    if (name !== 'drop' || !dropped || dropped.length === 0) return;
    file.files = dropped;
    say(`${dropped[0]?.name ?? ''} 已选好 · is chosen`);
  });

key.addEventListener('change', start);
addEventListener('hashchange', openHeld);
await showWho(byId('who', HTMLElement));
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
}

function onProgress(part: number): void {
  const percent = Math.round(part * 100);
  if (percent < 100) {
    bar.value = percent;
    progressText.textContent = `正在上传 ${percent}% · uploading`;
    return;
  }
  bar.removeAttribute('value');
  say('正在检查，请稍候 · checking, please wait');
}

function say(text: string): void {
  progressText.textContent = text;
  status.textContent = text;
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
    progress.hidden = false;
    return undefined;
  }
}

/** The address of the page may name a draft: what is passed on to a reviewer is a link. */
async function openHeld(): Promise<void> {
  const id = location.hash.slice(1);
  if (!/^[0-9a-f-]{36}$/.test(id)) return;
  const answer = await redactionById(id, key.value);
  if (isProblem(answer) && answer.status === 401) return askForKey();
  if (isProblem(answer) || 'verdict' in answer) showResult(result, answer, doors);
}

async function showHeld(): Promise<void> {
  const list = byId('held-list', HTMLElement);
  const drafts = await listOf<Held>('/v1/redactions?verdict=review', key.value);
  list.replaceChildren(...(drafts && drafts.length > 0 ? [heldList(drafts)] : []));
}

async function decideAndShow(redaction: Redaction, wish: Wish): Promise<void> {
  status.textContent = '正在重新遮盖并核实 · masking and verifying again';
  const answer = await decide(redaction, wish, key.value);
  status.textContent = '';
  if (!isProblem(answer)) {
    showResult(result, answer, doors, true);
    status.textContent = byId('verdict', HTMLElement).textContent;
    return showHeld();
  }
  const now = answer.status === 409 ? await redactionById(redaction.id, key.value) : undefined;
  if (now && !isProblem(now)) showResult(result, now, doors, true);
  byId('review-message', HTMLElement).textContent = answer.detail ?? answer.title;
}

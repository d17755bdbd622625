// The line that says what is under way, and its bar.
import { byId } from './element.ts';

const section = byId('progress', HTMLElement);
const line = byId('progress-text', HTMLElement);
const bar = byId('bar', HTMLProgressElement);
const status = byId('status', HTMLElement);

/** Tells the eye and the screen reader; nothing takes the line away. */
export function say(text: string): void {
  bar.hidden = true;
  line.textContent = text;
  section.hidden = text === '';
  announce(text);
}

/** Tells the screen reader only: the eye sees it elsewhere. */
export function announce(text: string): void {
  status.textContent = text;
}

/** How much of a file is there, from 0 to 1, and what follows. A screen reader hears each once. */
export function showUpload(part: number, which: string): void {
  const percent = Math.round(part * 100);
  if (part === 0) say(`${which}正在上传 · uploading`);
  else if (percent === 100) say(`${which}正在检查，请稍候 · checking, please wait`);
  else line.textContent = `${which}正在上传 ${percent}% · uploading`;
  bar.hidden = false;
  if (percent === 100) bar.removeAttribute('value');
  else bar.value = percent;
}

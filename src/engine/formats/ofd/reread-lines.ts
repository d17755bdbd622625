import { SaxesParser } from 'saxes';
import type { Limits } from '../../core/limits.ts';
import type { ReadText } from '../../core/segment.ts';
import { openZip } from '../shared/zip/zip.ts';

interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
}

/** The words of every page by lines, as saxes gives them: a number may lie over several objects. */
export function* rereadLines(bytes: Uint8Array, limits: Limits): Generator<ReadText> {
  const zip = openZip(bytes, limits);
  for (const entry of zip.entries.filter(({ name }) => /\.xml$/i.test(name))) {
    const source = new TextDecoder().decode(zip.read(entry));
    if (!source.includes('TextCode')) continue;
    for (const text of lines(words(source)))
      yield { text, location: { channel: 'body', part: '复读', address: '' } };
  }
}

function words(source: string): Word[] {
  const found: Word[] = [];
  const parser = new SaxesParser();
  let object: Record<string, string> = {};
  let code: Record<string, string> | undefined;
  let text = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const local = name.replace(/^.*:/, '');
    if (local === 'TextObject') object = attributes as Record<string, string>;
    if (local === 'TextCode') code = attributes as Record<string, string>;
    text = '';
  });
  parser.on('text', (said) => {
    text += said;
  });
  parser.on('cdata', (said) => {
    text += said;
  });
  parser.on('closetag', ({ name }) => {
    if (code && name.endsWith('TextCode')) found.push(wordOf(object, code, text));
    if (name.endsWith('TextCode')) code = undefined;
  });
  parser.write(source).close();
  return found;
}

function wordOf(object: Record<string, string>, code: Record<string, string>, text: string): Word {
  const list = (value = '') => value.trim().split(/\s+/).map(Number);
  const [left = 0, top = 0, wide = 0] = list(object.Boundary);
  const [a = 1, , , d = 1, e = 0, f = 0] = object.CTM ? list(object.CTM) : [];
  const x = left + a * Number(code.X ?? 0) + e;
  return {
    text,
    x,
    y: top + d * Number(code.Y ?? 0) + f,
    size: Number(object.Size ?? 4) * Math.abs(a || 1),
    width: Math.max(0, left + wide - x),
  };
}

/** Words whose base lines are close, from left to right; a tab where a gap is wider than a character. */
function* lines(found: readonly Word[]): Generator<string> {
  let line: Word[] = [];
  for (const word of found.toSorted((a, b) => a.y - b.y)) {
    const [first] = line;
    if (first && word.y - first.y > first.size / 2) {
      yield said(line);
      line = [];
    }
    line.push(word);
  }
  yield said(line);
}

function said(line: readonly Word[]): string {
  let end = Number.POSITIVE_INFINITY;
  let text = '';
  for (const word of line.toSorted((a, b) => a.x - b.x)) {
    text += (word.x - end > word.size ? '\t' : '') + word.text;
    end = word.x + word.width;
  }
  return text;
}

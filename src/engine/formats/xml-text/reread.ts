import { SaxesParser } from 'saxes';
import type { ReadText } from '../../core/segment.ts';
import { codedValue } from '../shared/coded.ts';
import { decodeAgain } from '../shared/encoding.ts';
import { withoutTags } from '../shared/markup.ts';
import { badXml } from '../shared/xml/damage.ts';

const CHUNK = 1 << 16;

/** The second reading of XML, by saxes: every text, attribute, comment and instruction. */
export async function* rereadXml(bytes: Uint8Array): AsyncGenerator<ReadText> {
  const source = decodeAgain(bytes);
  /** Running text, and what stands between it: a number may run on over a comment. */
  const texts: string[] = [];
  const asides: string[] = [];
  const addText = (text: string) => {
    if (text.trim() === '') return;
    texts.push(text);
    if (/<[a-z/!]/i.test(text)) add(withoutTags(text));
    add(codedValue(text)?.said ?? '');
  };
  const add = (text: string) => {
    asides.push(text);
  };
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw badXml(error.message);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('comment', add);
  parser.on('doctype', add);
  parser.on('processinginstruction', ({ target, body }) => add(`${target} ${body}`));
  parser.on('attribute', ({ name, value }) => {
    add(name);
    add(value);
    add(codedValue(value)?.said ?? '');
  });
  for (let at = 0; at <= source.length; at += CHUNK) {
    parser.write(source.slice(at, at + CHUNK));
    if (at + CHUNK > source.length) parser.close();
    for (const text of [...texts.splice(0), ...asides.splice(0)])
      yield { text, location: { channel: 'body', part: 'XML', address: '' } };
  }
}

import type { Words } from './words.ts';

/** The sentence for a code such as `header:身份证号`. An unknown code is shown, never dropped. */
export function sentence(code: string, words: Words): string {
  const colon = code.indexOf(':');
  const key = colon < 0 ? code : code.slice(0, colon);
  const detail = colon < 0 ? '' : code.slice(colon + 1);
  return Object.hasOwn(words.sentences, key)
    ? (words.sentences[key]?.(detail) ?? '')
    : words.unknown(code);
}

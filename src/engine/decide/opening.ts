import type { LoadedDocument } from '../core/document.ts';

/** Title and first lines of a document, enough to tell what it is and who publishes it. */
export function openingOf({ segments }: Pick<LoadedDocument, 'segments'>, length: number): string {
  let opening = '';
  for (const { text } of segments) {
    opening += `${text.slice(0, length)}\n`;
    if (opening.length >= length) break;
  }
  return opening.slice(0, length);
}

/** A page's title and text as one document, so that one reading sees both; `splitPage` takes it apart again. */
export const joinPage = ({ title, html }: Page): string =>
  `${START}${title.replaceAll(/[&<>]/g, (character) => ESCAPES[character] as string)}${END}${html}`;

interface Page {
  readonly title: string;
  readonly html: string;
}

/** The mark says UTF-8 louder than any `<meta charset>` in the text: a CMS hands over characters, not bytes. */
const START = '\ufeff<title>';
const END = '</title>\n';
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const CHARACTERS: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The masked page; throws when the masks were not put in place byte for byte, which is a fault of ours. */
export function splitPage(bytes: Uint8Array): Page {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const end = text.indexOf(END);
  if (!text.startsWith(START) || end < 0) throw new Error('the masked page lost its shape');
  return {
    title: text
      .slice(START.length, end)
      .replaceAll(/&(?:amp|lt|gt);/g, (entity) => CHARACTERS[entity] as string),
    html: text.slice(end + END.length),
  };
}

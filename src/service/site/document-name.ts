import { parse } from 'content-disposition';

/** Endings under which text formats go that bytes cannot tell apart. */
const KEPT = /\.(?:s?html?|xhtml|txt|csv|tsv|json|xml|mht|mhtml|eml|docx?|xlsx?|pdf|rtf)$/i;
const LONGEST = 160;

/**
 * The name under which a document is opened: what the server calls it, or the end of its address with
 * what is asked of it, since a number in an address is as public as one on the page. Never to be kept.
 */
export function documentName(url: string, headers: Readonly<Record<string, string>>): string {
  const { pathname, search } = new URL(url);
  const sent = sentName(headers['content-disposition']);
  const last = decoded(`${pathname.split('/').at(-1)}${search}`);
  const name = (sent ?? (last === '' ? 'index' : last)).replaceAll(/[/\\\p{Cc}]/gu, '_');
  const isPage = /^text\/html\b|xhtml/i.test(headers['content-type'] ?? '') && !KEPT.test(name);
  return `${name.slice(-LONGEST)}${isPage ? '.html' : ''}`;
}

function sentName(header: string | undefined): string | undefined {
  try {
    return header === undefined ? undefined : parse(header).parameters.filename;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

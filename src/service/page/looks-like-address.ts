/** Endings of pages, of documents that offices post, and of lists that scripts fetch; never of code or styles. */
const ENDINGS =
  's?html?|xhtml|jspx?|aspx?|php|do|action|xml|json|docx?|dotx?|wps|xls[xmb]?|xlt|et|csv|tsv|pptx?|ppsx?|dps|' +
  'pdf|ofd|ceb|caj|rtf|txt|od[tsp]|mht(?:ml)?|eml|zip|rar|7z|t?gz|tar|jpe?g|png|bmp|tiff?|webp';
const NAMED = new RegExp(`[^\\s/.?#]\\.(?:${ENDINGS})(?:[?#]|$)`, 'i');
const ROOTED = /^(?:https?:\/\/|\.{0,2}\/)[^/]/i;
const IMPOSSIBLE = /[\s'"<>{}]/;
const LONGEST = 2048;

/** Whether a text that stands anywhere in a page can only be the address of a page or a document. */
export const looksLikeAddress = (text: string): boolean =>
  isPossible(text) && (ROOTED.test(text) || NAMED.test(text));

/** Whether it bears the name of a page or a document: `P0201711.docx`, `../t2017_1.html?x=1`. */
export const namesDocument = (text: string): boolean => isPossible(text) && NAMED.test(text);

const isPossible = (text: string): boolean => text.length <= LONGEST && !IMPOSSIBLE.test(text);

import { parseFragment } from 'parse5';
import { attribute, type Element, type Node, textOf } from './tree.ts';

const CDATA = /<!\[CDATA\[|\]\]>/g;

/**
 * Markup that a page carries as text for its scripts: the lists of Hanweb's CMS (`<script type="text/xml">`
 * with `<record><![CDATA[…]]></record>`), templates, text areas, `srcdoc`.
 */
export function* markupIn(element: Element): Generator<Node> {
  const { tagName } = element;
  if (tagName === 'iframe') yield* parsed(attribute(element, 'srcdoc') ?? '');
  else if (tagName === 'textarea') yield* parsed(textOf(element));
  else if (tagName === 'script' && /xml|html|template|^text\/(?!java)/.test(typeOf(element)))
    yield* parsed(textOf(element));
  // Outside scripts HTML knows no CDATA, takes it for a comment and swallows the first element in it.
  for (const child of element.childNodes)
    if (child.nodeName === '#comment' && 'data' in child && child.data.startsWith('[CDATA['))
      yield* parsed(`${child.data.slice('[CDATA['.length)}>`);
}

/** Lists as servers send them to scripts: XML whose records are HTML. */
export const recordsOf = (xml: string): Node => fragment(xml);

function* parsed(text: string): Generator<Node> {
  if (text.includes('<')) yield fragment(text);
}

const fragment = (text: string): Node =>
  parseFragment(text.replaceAll(CDATA, ''), { scriptingEnabled: false });

const typeOf = (element: Element): string => (attribute(element, 'type') ?? '').toLowerCase();

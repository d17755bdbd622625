import type { DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** Every element of a page in reading order, templates included, however deep they nest. */
export function* elements(root: Node): Generator<Element> {
  for (const node of nodes(root)) if ('tagName' in node) yield node;
}

/** Every text of a page that stands between its tags. */
export function* textNodes(root: Node): Generator<string> {
  for (const node of nodes(root))
    if (node.nodeName === '#text' && 'value' in node) yield node.value;
}

function* nodes(root: Node): Generator<Node> {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    const children =
      'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : [];
    for (let index = children.length - 1; index >= 0; index--) open.push(children[index] as Node);
  }
}

export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((one) => one.name === name)?.value;

/** The text that stands directly in an element. */
export const textOf = ({ childNodes }: Element): string =>
  childNodes.map((child) => ('value' in child ? child.value : '')).join('');

type Child = Node | string;

/** Makes an element. Text is always text: nothing here reads HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An English gloss beside Chinese words. */
export const english = (text: string): HTMLElement => element('span', { lang: 'en' }, ` ${text}`);

/** What the service says: Chinese, ` · `, English. */
export function bilingual(text: string): (Node | string)[] {
  const [zh = '', ...en] = text.split(' · ');
  return en.length === 0 ? [zh] : [zh, english(en.join(' · '))];
}

/** An element of the page that must be there. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

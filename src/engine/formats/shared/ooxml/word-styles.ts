import type { Colour } from '../paint.ts';
import { hexColour } from '../paint.ts';
import { attributeValue } from '../xml/attributes.ts';
import { TOKEN, XmlScanner } from '../xml/scanner.ts';

/** How letters look, as far as somebody says so. */
export interface Letters {
  hidden?: boolean;
  /** `auto` for a colour that fits the ground. */
  ink?: Colour | 'auto';
  /** The shade below them; `auto` for none. */
  shade?: Colour | 'auto' | 'any';
  /** In points. */
  size?: number;
}

const OFF = /^(?:0|false|off)$/;
const DEEPEST = 20;

/** Notes what a property of letters says. */
export function learnLetters(
  letters: Letters,
  local: string,
  value: (local: string) => string,
): void {
  switch (local) {
    case 'vanish':
    case 'webHidden':
    case 'specVanish':
      letters.hidden = !OFF.test(value('val'));
      break;
    case 'color':
      letters.ink = hexColour(value('val')) ?? 'auto';
      break;
    case 'shd':
      letters.shade = shadeOf(value);
      break;
    case 'sz':
      if (Number(value('val')) > 0) letters.size = Number(value('val')) / 2;
  }
}

/** The colour of a shade; one of a pattern may be any. */
export function shadeOf(value: (local: string) => string): Colour | 'auto' | 'any' {
  const pattern = value('val');
  if (pattern === 'solid') return hexColour(value('color')) ?? 'any';
  if (!/^(?:clear|nil|)$/.test(pattern)) return 'any';
  return hexColour(value('fill')) ?? 'auto';
}

/** The styles of a Word document, as far as they make words invisible. */
export class WordStyles {
  readonly #own = new Map<string, { readonly base: string; readonly letters: Letters }>();

  constructor(styles: Buffer | undefined) {
    if (!styles) return;
    const xml = new XmlScanner(styles);
    const value = (local: string) => attributeValue(styles, xml, local);
    let open: { base: string; letters: Letters } | undefined;
    while (xml.next()) {
      const { local } = xml.name;
      if (xml.token === TOKEN.close && local === 'style') open = undefined;
      if (xml.token !== TOKEN.open) continue;
      if (local === 'style') {
        open = { base: '', letters: {} };
        this.#own.set(value('styleId'), open);
      } else if (open && local === 'basedOn') open.base = value('val');
      // Those of a table's first row and the like apply to few cells.
      else if (open && xml.parent(1).local === 'rPr' && xml.parent(2).local === 'style')
        learnLetters(open.letters, local, value);
    }
  }

  /** What a style says with all that it inherits. */
  of(id: string): Letters {
    const chain: Letters[] = [];
    for (let at = this.#own.get(id); at && chain.length < DEEPEST; at = this.#own.get(at.base))
      chain.unshift(at.letters);
    return Object.assign({}, ...chain);
  }
}

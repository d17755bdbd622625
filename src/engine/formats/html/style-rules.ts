import { type Declarations, declarationsOf } from './css.ts';

/** What a selector can ask of an element. */
export interface Named {
  readonly name: string;
  readonly id: string;
  readonly classes: readonly string[];
}

/** `td.secret#c1`: what an element must be to fit. */
interface Compound {
  readonly name: string;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  /** It must be the parent of the next, not only around it. */
  readonly isParent: boolean;
}

interface Rule {
  /** Its place among all, the weightiest last. */
  readonly order: number;
  /** From the outermost element to the one that is meant. */
  readonly compounds: readonly Compound[];
  readonly declarations: Declarations;
}

const OPEN = /<style\b[^>]{0,500}>/gi;
const CLOSE = /<\/style/gi;
const COMPOUND = /^(?:\*|[a-z][\w-]*)?(?:[.#][\w-]+)*$/i;
const ELSEWHERE = /<link\b[^>]{0,300}\bstylesheet\b|@import\b/i;
const MOST_RULES = 2000;
const LONGEST_SELECTORS = 2000;

/** The style sheets inside a page, as far as they can make words invisible. */
export class StyleRules {
  /** By what the element that is meant must have: an id, a class, a name, or nothing. */
  readonly #rules: ReadonlyMap<string, readonly Rule[]>;
  readonly #known = new Map<string, readonly Rule[]>();
  /** Other sheets, which are not here to be read, may paint the ground. */
  readonly isWhole: boolean;

  constructor(page: string) {
    this.isWhole = !ELSEWHERE.test(page);
    const rules = sheetsIn(page)
      .flatMap((sheet) => [...blocksOf(sheet)])
      .map(({ selectors, body }) => ({ selectors, declarations: declarationsOf(body) }))
      .filter(({ declarations }) => declarations.size > 0)
      .slice(0, MOST_RULES)
      .flatMap(({ selectors, declarations }) => selectorsOf(selectors, declarations))
      .sort((a, b) => a.weight - b.weight)
      .map(({ compounds, declarations }, order): Rule => ({ compounds, declarations, order }));
    this.#rules = Map.groupBy(rules, ({ compounds }) => keyOf(compounds.at(-1) as Compound));
  }

  get isEmpty(): boolean {
    return this.#rules.size === 0;
  }

  /** What the sheets say of an element, the weightiest last. @param around its ancestors, the outermost first */
  of(element: Named, around: readonly Named[]): readonly Declarations[] {
    const rules = this.#about(element).filter(
      ({ compounds }) => compounds.length === 1 || fits(compounds, element, around),
    );
    return rules.length === 0 ? NOTHING : rules.map(({ declarations }) => declarations);
  }

  /** The rules whose last word fits an element, whatever is around it: a table has a thousand alike. */
  #about(element: Named): readonly Rule[] {
    const { name, id, classes } = element;
    const key = `${name}#${id}.${classes.join('.')}`;
    let rules = this.#known.get(key);
    if (!rules) {
      rules = ['', name, ...new Set(classes.map((one) => `.${one}`)), `#${id}`]
        .flatMap((one) => this.#rules.get(one) ?? [])
        .filter(({ compounds }) => isSuch(compounds.at(-1) as Compound, element))
        .sort((a, b) => a.order - b.order);
      if (this.#known.size < MOST_KNOWN) this.#known.set(key, rules);
    }
    return rules;
  }
}

const NOTHING: readonly Declarations[] = [];
const MOST_KNOWN = 10_000;

const keyOf = ({ name, ids: [id], classes: [first] }: Compound): string =>
  id !== undefined ? `#${id}` : first !== undefined ? `.${first}` : name;

function sheetsIn(page: string): string[] {
  const sheets: string[] = [];
  OPEN.lastIndex = 0;
  for (let open = OPEN.exec(page); open; open = OPEN.exec(page)) {
    CLOSE.lastIndex = OPEN.lastIndex;
    const end = CLOSE.exec(page)?.index ?? page.length;
    sheets.push(page.slice(OPEN.lastIndex, end).replaceAll(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g, ''));
    OPEN.lastIndex = end;
  }
  return sheets;
}

/** Rules for paper or small screens (`@media`) say nothing of what a reader of the page sees. */
function* blocksOf(sheet: string): Generator<{ selectors: string; body: string }> {
  let [start, depth, bodyStart] = [0, 0, 0];
  let selectors = '';
  for (const { 0: brace, index } of sheet.matchAll(/[{}]/g)) {
    if (brace === '{') {
      if (depth++ > 0) continue;
      selectors = sheet.slice(Math.max(start, index - LONGEST_SELECTORS), index);
      bodyStart = index + 1;
    } else {
      depth = Math.max(0, depth - 1);
      if (depth > 0) continue;
      if (!selectors.trimStart().startsWith('@'))
        yield { selectors, body: sheet.slice(bodyStart, index) };
      selectors = '@';
      start = index + 1;
    }
  }
}

function selectorsOf(selectors: string, declarations: Declarations) {
  return selectors.split(',').flatMap((selector) => {
    const compounds = compoundsOf(selector.slice(selector.lastIndexOf(';') + 1).trim());
    if (!compounds) return [];
    const weight = compounds.reduce(
      (sum, { name, ids, classes }) =>
        sum + ids.length * 10_000 + classes.length * 100 + (name === '' ? 0 : 1),
      0,
    );
    return [{ compounds, weight, declarations }];
  });
}

/** Undefined for selectors of other kinds: `:hover`, `[attribute]`, `+`. */
function compoundsOf(selector: string): Compound[] | undefined {
  const words = selector.replaceAll(/\s*>\s*/g, ' > ').split(/\s+/);
  const compounds: Compound[] = [];
  for (const [index, word] of words.entries()) {
    if (word === '>') continue;
    if (word === '' || !COMPOUND.test(word)) return undefined;
    const named = (sign: string) =>
      [...word.matchAll(/[.#][\w-]+/g)]
        .filter(([one]) => one[0] === sign)
        .map(([one]) => one.slice(1));
    const name = /^[a-z][\w-]*/i.exec(word)?.[0].toLowerCase() ?? '';
    compounds.push({
      name,
      ids: named('#'),
      classes: named('.'),
      isParent: words[index + 1] === '>',
    });
  }
  return compounds.length > 0 ? compounds : undefined;
}

function fits(compounds: readonly Compound[], element: Named, around: readonly Named[]): boolean {
  if (!isSuch(compounds.at(-1) as Compound, element)) return false;
  let at = around.length - 1;
  for (let index = compounds.length - 2; index >= 0; index--) {
    const compound = compounds[index] as Compound;
    if (!compound.isParent) while (at >= 0 && !isSuch(compound, around[at] as Named)) at--;
    const outer = around[at--];
    if (!outer || !isSuch(compound, outer)) return false;
  }
  return true;
}

const isSuch = ({ name, ids, classes }: Compound, element: Named): boolean =>
  (name === '' || name === element.name) &&
  ids.every((id) => id === element.id) &&
  classes.every((one) => element.classes.includes(one));

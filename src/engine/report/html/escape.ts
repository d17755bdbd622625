const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// Bidirectional controls could make a reader see something else than what is written.
const CONTROLS = /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu;

/** HTML that was built from escaped parts only. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[];

/** A template whose every hole is escaped, unless it is markup already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: strings.reduce((done, text, index) => done + render(parts[index - 1] as Part) + text),
});

function render(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  if ('html' in part) return part.html;
  return part.map((one) => one.html).join('');
}

const escaped = (text: string): string =>
  text.replaceAll(CONTROLS, '\uFFFD').replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '');

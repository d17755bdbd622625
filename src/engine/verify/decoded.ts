const NUMERIC_ENTITY = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi;
const BACKSLASH = /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi;
const PERCENT = /(?:%[0-9a-f]{2})+/gi;
const MARK = /&#|\\[ux]|%[0-9a-f]/i;

/** The text behind entities, escapes and percent signs; undefined when there are none. */
export function decoded(text: string): string | undefined {
  if (!MARK.test(text)) return undefined;
  return text
    .replaceAll(NUMERIC_ENTITY, (all, hex: string | undefined, decimal: string | undefined) =>
      character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16), all),
    )
    .replaceAll(BACKSLASH, (all, long: string | undefined, short: string | undefined) =>
      character(Number.parseInt(long ?? short ?? '', 16), all),
    )
    .replaceAll(PERCENT, (run) =>
      new TextDecoder().decode(
        Uint8Array.from(run.slice(1).split('%'), (hex) => Number(`0x${hex}`)),
      ),
    );
}

const character = (code: number, otherwise: string): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;

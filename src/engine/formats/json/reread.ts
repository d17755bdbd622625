import { withoutExponent } from '../shared/without-exponent.ts';

/**
 * Every key, value and source of a number in a JSON text, read by the engine's own parser. A text
 * that is no JSON is read line by line; a line that is none either comes as it stands.
 */
export function* valuesIn(text: string): Generator<string> {
  const whole = parsed(text);
  if (whole) {
    yield* whole;
    return;
  }
  for (const { 0: line } of text.matchAll(/[^\r\n]+/g)) yield* parsed(line) ?? [line];
}

/** `undefined` when the text is no JSON. Numbers come as written: 18 digits outgrow a double. */
function parsed(text: string): string[] | undefined {
  const values: string[] = [];
  try {
    JSON.parse(text, (key, value, context?: { source?: string }) => {
      const own = typeof value === 'string' ? value : (context?.source ?? '');
      if (typeof value !== 'object' || value === null) values.push(`${key}:${own}`);
      else values.push(key);
      const said = typeof value === 'number' ? withoutExponent(own) : '';
      if (said !== '') values.push(`${key}:${said}`);
      return null;
    });
    return values;
  } catch {
    return undefined;
  }
}

/** A field of a line, and where in it that begins. */
export interface Field {
  readonly text: string;
  readonly start: number;
}

/** What parts the columns of a table that is written as lines. */
export type Parting = 'tab' | 'gap' | 'bar' | 'comma' | 'mark' | 'blank';

/** Tabs part columns; so do wide gaps, bars and commas, once a line of labels has said that there are columns. */
const PARTINGS: Readonly<Record<Parting, RegExp>> = {
  tab: /\t/g,
  gap: /\t| {2,}|\u3000(?!(?<=[０-９]\u3000)[０-９])\u3000*/g,
  bar: /[ \t\u3000]*[|｜│┃║][ \t\u3000]*/g,
  comma: /[,，]/g,
  mark: /、/g,
  blank: / /g,
};
const LONE = /^[\u3400-\u9fff]$/;

/** The fields of a line. */
export function fieldsOf(line: string, parting: Parting): Field[] {
  const fields: Field[] = [];
  let start = 0;
  for (const { 0: gap, index } of line.matchAll(PARTINGS[parting])) {
    fields.push({ text: line.slice(start, index), start });
    start = index + gap.length;
  }
  fields.push({ text: line.slice(start), start });
  return parting === 'bar' ? withoutEdges(fields) : fields;
}

/** `| 姓名 | 账号 |`: no field stands before the first bar and behind the last one. */
const withoutEdges = (fields: Field[]): Field[] =>
  fields.filter(({ text }, at) => text.trim() !== '' || (at > 0 && at < fields.length - 1));

/** 姓  名 is one field: characters that stand alone side by side, where together they are `wanted`. */
export function rejoined(
  fields: readonly Field[],
  line: string,
  wanted: (joined: string) => boolean,
): readonly Field[] {
  const whole: Field[] = [];
  for (let at = 0; at < fields.length; at++) {
    const first = fields[at] as Field;
    let last = at;
    while (LONE.test(first.text) && LONE.test(fields[last + 1]?.text ?? '')) last++;
    let joined = first.text;
    for (; last > at; last--) {
      const end = fields[last] as Field;
      const together = line.slice(first.start, end.start + end.text.length);
      if (!wanted(together)) continue;
      joined = together;
      break;
    }
    whole.push({ text: joined, start: first.start });
    at = last;
  }
  return whole;
}

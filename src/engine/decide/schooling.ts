/** 三年级, 初二, 高一(3)班, 大三 */
const STAGE = /(?<stage>[初高大])(?<step>[一二三四1-4])|(?<grade>[一二三四五六七八九1-9])年级/u;
const ENTERED = /(?<year>20[0-4]\d)\s*级/;
const NUMERALS = '零一二三四五六七八九';
/** How old pupils of the year before the first of each stage are, at least. */
const BEFORE = { 初: 11, 高: 14, 大: 16 } as const;
const FIRST_GRADE = 5;
const SPREAD = 2;
/** Students enter a university at 17 to 21. */
const ENTER = [17, 21] as const;

/** The years in which whoever sits in a class was probably born; undefined when it does not tell. */
export function bornInClass(
  text: string,
  year: number,
): readonly [first: number, last: number] | undefined {
  const entered = ENTERED.exec(text)?.groups?.year;
  if (entered !== undefined) return [Number(entered) - ENTER[1], Number(entered) - ENTER[0]];
  const { stage, step, grade } = STAGE.exec(text)?.groups ?? {};
  const least =
    grade !== undefined
      ? FIRST_GRADE + numberOf(grade)
      : stage !== undefined && step !== undefined
        ? BEFORE[stage as keyof typeof BEFORE] + numberOf(step)
        : undefined;
  return least === undefined ? undefined : [year - least - SPREAD, year - least];
}

const numberOf = (numeral: string): number =>
  NUMERALS.includes(numeral) ? NUMERALS.indexOf(numeral) : Number(numeral);

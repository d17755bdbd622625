import type { Fate, Judged, Measurement } from './measure.ts';

/** The measurement as Markdown. Rates are in percent; nothing here depends on the machine or the day. */
export function markdown({ judged, byRule }: Measurement, seed: number): string {
  const people = judged.filter(({ isPositive }) => isPositive);
  const others = judged.filter(({ isPositive }) => !isPositive);
  return `# 检测准确率 · Accuracy of detection

\`npm run bench:accuracy\` 用种子 ${seed} 编造 ${people.length} 个个人标识和 ${others.length} 个形似而非的号码,放进正文、键值、表格和竖表,
走真实流程(读取、检测、通用策略),与应有结果逐一对照。号码、姓名全部是编造的。
The numbers are invented from seed ${seed} by code of its own and taken over the real road under the general policy.

- **recall 查全**: every letter and digit hidden, masked at once or withheld for review. **altered 误改**: a look-alike of which anything was hidden.
- **precision 查准**: of the findings acted upon, those that touch a person's value.

| | samples | masked | review | left | |
|---|---:|---:|---:|---:|---|
| people | ${counts(people)} | recall ${recall(people)} |
| look-alikes | ${counts(others)} | altered ${altered(others)} |

## People, by kind · 个人标识
| kind | samples | masked | review | left | recall |
|---|---:|---:|---:|---:|---:|
${table(people, ({ kind }) => kind, recall)}

## People, by written form · 写法
| form | samples | masked | review | left | recall |
|---|---:|---:|---:|---:|---:|
${table(people, ({ form }) => form, recall)}

## People, by layout · 版式
| layout | samples | masked | review | left | recall |
|---|---:|---:|---:|---:|---:|
${table(people, ({ layout }) => layout, recall)}

## Recall, kind × form · 类别 × 写法
${matrix(people, ({ form }) => form)}

## Recall, kind × layout · 类别 × 版式
${matrix(people, ({ layout }) => layout)}

## Look-alikes, by kind · 形似号码
| kind | samples | masked | review | left | altered |
|---|---:|---:|---:|---:|---:|
${table(others, ({ kind }) => kind, altered)}

## Look-alikes, by layout · 形似号码按版式
| layout | samples | masked | review | left | altered |
|---|---:|---:|---:|---:|---:|
${table(others, ({ layout }) => layout, altered)}

## Precision, by rule · 查准
| rule | findings | on people | elsewhere | precision |
|---|---:|---:|---:|---:|
${[...byRule]
  .sort(([a], [b]) => a.localeCompare(b, 'en'))
  .map(
    ([rule, { right, wrong }]) =>
      `| ${rule} | ${right + wrong} | ${right} | ${wrong} | ${percent(right, right + wrong)} |`,
  )
  .join('\n')}
`;
}

/** In alphabetical order, so that two runs can be laid side by side. */
const groups = (judged: readonly Judged[], by: (one: Judged) => string) =>
  [...Map.groupBy(judged, by)].sort(([a], [b]) => a.localeCompare(b, 'en'));

const count = (judged: readonly Judged[], ...fates: readonly Fate[]) =>
  judged.filter(({ fate }) => fates.includes(fate)).length;
const counts = (judged: readonly Judged[]) =>
  [judged.length, count(judged, 'masked'), count(judged, 'review'), count(judged, 'left')].join(
    ' | ',
  );
/** Rounded down, so that 100 % means all; `altered` is rounded up, so that 0 % means none. */
const percent = (part: number, whole: number, round = Math.floor) =>
  `${(round((part / whole) * 1e4) / 100).toFixed(2)} %`;
const recall = (judged: readonly Judged[]) =>
  percent(count(judged, 'masked', 'review'), judged.length);
const altered = (judged: readonly Judged[]) =>
  percent(count(judged, 'masked', 'review'), judged.length, Math.ceil);

function table(
  judged: readonly Judged[],
  by: (one: Judged) => string,
  rate: (all: readonly Judged[]) => string,
): string {
  return groups(judged, by)
    .map(([name, all]) => `| ${name} | ${counts(all)} | ${rate(all)} |`)
    .join('\n');
}

function matrix(judged: readonly Judged[], by: (one: Judged) => string): string {
  const columns = groups(judged, by).map(([name]) => name);
  const rows = groups(judged, ({ kind }) => kind).map(([kind, all]) => {
    const cells = columns.map((column) => {
      const here = all.filter((one) => by(one) === column);
      return here.length === 0 ? '' : recall(here).replace('.00 %', ' %');
    });
    return `| ${kind} | ${cells.join(' | ')} |`;
  });
  return [
    `| | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---:|').join('')}`,
    ...rows,
  ].join('\n');
}

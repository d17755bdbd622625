// Serves a test site in a process of its own: serve-process.ts <pages> <attachments> <seed>. On a line of
// input it tells what it has answered since the last one.
import { serveSite } from './serve.ts';

const [pages, attachments, seed] = process.argv.slice(2).map(Number) as [number, number, number];
const served = await serveSite({ pages, attachments, seed, bigBytes: 10 * 1024 * 1024 });
const { origin, site } = served;
console.log(JSON.stringify({ origin, planted: site.planted.size, pages: site.pages }));
process.stdin.on('data', () => {
  const answers = [...served.answers];
  const total = answers.reduce((sum, [, times]) => sum + times, 0);
  const unchanged = answers
    .filter(([name]) => name.startsWith('304'))
    .reduce((sum, [, times]) => sum + times, 0);
  const twice = answers.filter(
    ([name, times]) => times > 1 && !name.includes('/moods/') && name.startsWith('200'),
  ).length;
  const forbidden = answers.filter(([name]) => name.includes('/nobody/')).length;
  console.log(
    JSON.stringify({
      ...served.repeated,
      total,
      unchanged,
      twice,
      forbidden,
      trespasses: served.trespasses(),
    }),
  );
  Object.assign(served.repeated, { conditional: 0, plain: 0, withoutValidator: 0 });
  served.answers.clear();
});

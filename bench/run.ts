// npm run bench [name …] – what the work costs, beside what others need for the same work.
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Bench, Result } from './frame/bench.ts';

const here = import.meta.dirname;
const child = join(here, 'frame/child.ts');
const wanted = process.argv.slice(2);
const names = globSync('*.ts', { cwd: here })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run' && (wanted.length === 0 || wanted.includes(name)))
  .sort();

const work = mkdtempSync(join(tmpdir(), 'clearpost-bench-'));
try {
  for (const name of names) await report(name);
} finally {
  rmSync(work, { recursive: true });
}

async function report(name: string): Promise<void> {
  const file = join(here, `${name}.ts`);
  const { bench }: { readonly bench: Bench } = await import(file);
  const input = join(work, name);
  inChild([], file, input);
  const results = Object.keys(bench.contenders).map((contender, index): Result => {
    const flags = index === 0 || bench.isPeerOurs ? bench.flags : [];
    return JSON.parse(inChild(flags ?? [], file, input, contender));
  });
  console.log(`\n## ${name}: ${bench.title}\n\n${table(bench, results)}`);
}

function inChild(flags: readonly string[], ...args: readonly string[]): string {
  return execFileSync(process.execPath, ['--max-old-space-size=6144', ...flags, child, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Ours against the peer in CPU time: below 1 we are faster. */
function table({ amount, unit }: Bench, results: readonly Result[]): string {
  const peer = results[1]?.cpuSeconds;
  const rows = results.map(({ contender, cpuSeconds, wallSeconds, peakMegabytes, did, runs }) =>
    [
      contender,
      cpuSeconds.toPrecision(3),
      wallSeconds.toPrecision(3),
      `${(amount / cpuSeconds).toPrecision(3)} ${unit}`,
      peakMegabytes.toFixed(0),
      peer === undefined ? '' : (cpuSeconds / peer).toFixed(2),
      runs,
      did,
    ].join(' | '),
  );
  const head = [
    '',
    'CPU s',
    'wall s',
    'per CPU s',
    'peak MB',
    `÷ ${results[1]?.contender ?? ''}`,
    'runs',
    'did',
  ];
  return [head.join(' | '), head.map(() => '---').join(' | '), ...rows]
    .map((row) => `| ${row} |`)
    .join('\n');
}

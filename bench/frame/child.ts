// One contender (or the input) in a process of its own: child.ts <bench file> <input file> [contender]
import { readFileSync, writeFileSync } from 'node:fs';
import type { Bench, Result } from './bench.ts';

/** One run says little about a quick job. */
const ENOUGH_SECONDS = 12;

const [file = '', inputFile = '', contender] = process.argv.slice(2);
const { bench }: { readonly bench: Bench } = await import(file);
if (contender === undefined) writeFileSync(inputFile, await bench.input());
else console.log(JSON.stringify(await run(contender, readFileSync(inputFile))));

async function run(name: string, input: Uint8Array): Promise<Result> {
  const job = bench.contenders[name];
  const enough = bench.enoughSeconds ?? ENOUGH_SECONDS;
  if (!job) throw new Error(`no contender ${name}`);
  const timed = async () => {
    const [cpu, wall] = [process.cpuUsage(), performance.now()];
    const did = await job(input);
    const { user, system } = process.cpuUsage(cpu);
    return { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1000, did };
  };
  const first = await timed();
  // What one document needs; later ones also stand on what the earlier left to be collected.
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const all = first.cpu < enough ? [] : [first];
  // Past a slow first run nothing is repeated; before it, the first run was the warm-up.
  for (let spent = first.cpu; spent < enough || all.length === 0; ) {
    const next = await timed();
    all.push(next);
    spent += next.cpu;
  }
  const mean = (of: (one: { cpu: number; wall: number }) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    contender: name,
    cpuSeconds: mean(({ cpu }) => cpu),
    wallSeconds: mean(({ wall }) => wall),
    peakMegabytes,
    runs: all.length,
    did: first.did,
  };
}

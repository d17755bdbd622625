// `npm run bench:http [-- publish [seconds] | load [clients] [seconds] | workers [documents]]`; exits 1 below the aim.
import { benchLoad } from './load.ts';
import { benchPublish } from './publish.ts';
import { benchWorkers } from './workers.ts';

const [what = 'publish', ...numbers] = process.argv.slice(2);
const [first, second] = numbers.map(Number);

const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
  publish: () => benchPublish(first),
  load: () => benchLoad(first, second),
  workers: () => benchWorkers(first),
};
const bench = BENCHES[what];
if (!bench) throw new Error(`there are: ${Object.keys(BENCHES).join(', ')}`);
const isReached = await bench();
console.log(isReached ? 'the aim is reached' : 'the aim is NOT reached');
process.exit(isReached ? 0 : 1);

// `npm run test:faults [-- kills [folder]]`: the long form of faults.test.ts, in legs of 20 kills on one folder.
// With a folder named it can be interrupted: called again it goes on after the last leg that ended.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Aftermath, runFaults } from './faults.ts';

const LEG = 20;
const KILLS = Number(process.argv[2] ?? 200);
const folder = process.argv[3] ?? mkdtempSync(join(tmpdir(), 'clearpost-faults-'));
mkdirSync(folder, { recursive: true });
const notes = join(folder, 'done.json');

interface Done {
  readonly kills: number;
  readonly accepted: number;
  readonly seconds: number;
}
let done: Done = existsSync(notes)
  ? JSON.parse(readFileSync(notes, 'utf8'))
  : { kills: 0, accepted: 0, seconds: 0 };

const isClean = ({ lost, answeredTwice, decidedTwice, orphans, trail, tables, leaks }: Aftermath) =>
  trail &&
  orphans === 0 &&
  [lost, answeredTwice, decidedTwice, tables, leaks].every((list) => list.length === 0);

while (done.kills < KILLS) {
  const began = performance.now();
  const spent = () => done.seconds + (performance.now() - began) / 1000;
  let kills = 0;
  const aftermath = await runFaults(folder, Math.min(LEG, KILLS - done.kills), {
    onKill(accepted) {
      kills += 1;
      const all = done.kills + kills;
      const left = Math.round(((spent() / all) * (KILLS - all)) / 60);
      console.log(`${all}/${KILLS} kills, ${done.accepted + accepted} accepted, ${left} min left`);
    },
  });
  if (!isClean(aftermath)) {
    console.log(aftermath, folder);
    process.exit(1);
  }
  done = {
    kills: done.kills + kills,
    accepted: done.accepted + aftermath.accepted,
    seconds: spent(),
  };
  writeFileSync(notes, JSON.stringify(done));
}
console.log(
  `${done.kills} kills, ${done.accepted} accepted, none lost, none twice, no value on disk`,
);
if (process.argv[3] === undefined) rmSync(folder, { recursive: true });

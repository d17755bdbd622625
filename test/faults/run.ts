// `npm run test:faults [rounds]`: the long form of faults.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFaults } from './faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-faults-'));
const aftermath = await runFaults(folder, Number(process.argv[2] ?? 200));
console.log(aftermath);
const { lost, decidedTwice, leaks } = aftermath;
if (lost.length + decidedTwice.length + leaks.length > 0) process.exitCode = 1;
else rmSync(folder, { recursive: true });

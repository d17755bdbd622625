import { DEFAULT_LIMITS } from '../src/engine/core/limits.ts';
import { detect } from '../src/engine/detect/detect.ts';
import { compileRules } from '../src/engine/detect/rule-book.ts';
import { formatOf, surroundings } from '../src/engine/formats/registry.ts';
import { loadRules } from '../src/engine/rules/load.ts';
import { heapFlags } from '../src/service/sandbox/child-process.ts';
import { SANDBOX_DEFAULTS } from '../src/service/sandbox/sandbox.ts';
import type { Bench } from './frame/bench.ts';
import { bigWorkbook } from './frame/big-workbook.ts';

const ROWS = Number(process.env.ROWS ?? 100_000);
const NAME = 'list.xlsx';
const rules = compileRules(await loadRules('rules'));
const open = (bytes: Uint8Array) => formatOf(bytes, NAME).open(bytes, surroundings(DEFAULT_LIMITS));

/** What detection adds to reading a long list: the bar is 40 %, a ratio of 1.4. */
export const bench: Bench = {
  title: `detection over an XLSX of ${ROWS} rows by 12 columns, beside reading its cells alone`,
  amount: ROWS,
  unit: 'rows',
  flags: heapFlags(SANDBOX_DEFAULTS.memoryMb),
  isPeerOurs: true,
  input: () => bigWorkbook(ROWS),
  contenders: {
    'read and detect': async (bytes) =>
      `${detect(await open(bytes), rules).findings.length} findings`,
    'read every cell': async (bytes) => {
      let cells = 0;
      for (const { text } of (await open(bytes)).segments) if (text !== '') cells++;
      return `${cells} cells`;
    },
  },
};

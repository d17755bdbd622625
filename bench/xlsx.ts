import * as XLSX from 'xlsx';
import { DEFAULT_LIMITS } from '../src/engine/core/limits.ts';
import { compileRules } from '../src/engine/detect/rule-book.ts';
import { redact } from '../src/engine/pipeline/redact.ts';
import { loadRules } from '../src/engine/rules/load.ts';
import { policyNamed } from '../src/engine/rules/policy.ts';
import { loadPolicies } from '../src/engine/rules/policy-load.ts';
import { heapFlags } from '../src/service/sandbox/child-process.ts';
import { SANDBOX_DEFAULTS } from '../src/service/sandbox/sandbox.ts';
import type { Bench } from './frame/bench.ts';
import { bigWorkbook } from './frame/big-workbook.ts';

const ROWS = Number(process.env.ROWS ?? 100_000);

/** The whole road for a long list, beside what SheetJS needs to read and write the same file. */
export const bench: Bench = {
  title: `an XLSX of ${ROWS} rows by 12 columns, three identifiers a row masked and verified`,
  amount: ROWS,
  unit: 'rows',
  flags: heapFlags(SANDBOX_DEFAULTS.memoryMb),
  input: () => bigWorkbook(ROWS),
  contenders: {
    clearpost: async (bytes) => {
      const rules = compileRules(await loadRules('rules'));
      const policy = policyNamed(await loadPolicies(['rules/policies']), 'general');
      const settings = { rules, policy, limits: DEFAULT_LIMITS };
      const { verdict, scan } = await redact({ bytes, name: 'list.xlsx' }, settings);
      return `${verdict}, ${scan.decisions.length} decisions`;
    },
    'SheetJS read + write': (bytes) => {
      const book = XLSX.read(bytes, { type: 'buffer' });
      const written: Uint8Array = XLSX.write(book, {
        type: 'buffer',
        bookType: 'xlsx',
        bookSST: true,
        compression: true,
      });
      return `${written.length} bytes`;
    },
  },
};

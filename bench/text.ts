import { DEFAULT_LIMITS } from '../src/engine/core/limits.ts';
import { compileRules } from '../src/engine/detect/rule-book.ts';
import { redact } from '../src/engine/pipeline/redact.ts';
import { loadRules } from '../src/engine/rules/load.ts';
import { policyNamed } from '../src/engine/rules/policy.ts';
import { loadPolicies } from '../src/engine/rules/policy-load.ts';
import type { Bench } from './frame/bench.ts';
import { noticeText } from './frame/notice-text.ts';

const BYTES = 5_000_000;

const settings = {
  rules: compileRules(await loadRules('rules')),
  policy: policyNamed(await loadPolicies(['rules/policies']), 'general'),
  limits: DEFAULT_LIMITS,
};

/** The whole road for a long text: read, detect, mask, read again. */
export const bench: Bench = {
  title: '5 MB of notice text with a number every 400 characters, the whole road',
  amount: BYTES / 1e6,
  unit: 'MB',
  input: () => new TextEncoder().encode(noticeText(BYTES)),
  contenders: {
    clearpost: async (bytes) => {
      const { verdict, scan } = await redact({ bytes, name: 'notice.txt' }, settings);
      return `${verdict}, ${scan.decisions.length} decisions`;
    },
    'replace(/[0-9]{7,}/g)': (bytes) => {
      let count = 0;
      const text = new TextDecoder().decode(bytes).replaceAll(/[0-9]{7,}/g, (digits) => {
        count++;
        return '*'.repeat(digits.length);
      });
      return `${count} runs of digits, ${new TextEncoder().encode(text).length} bytes`;
    },
  },
};

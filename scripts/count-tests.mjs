// Sums up vitest's JSON report in one plain line: `412 passed, 0 failed`. Runs on whatever Node there is.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
// A file that does not even load has no tests to fail, and must not pass for that.
const broken = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length;
const unrun = report.numPendingTests + report.numTodoTests;
console.log(
  `${report.numPassedTests} passed, ${report.numFailedTests + broken} failed${unrun > 0 ? `, ${unrun} skipped` : ''}`,
);

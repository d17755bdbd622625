import type { Segment } from '../src/engine/core/segment.ts';
import { detect } from '../src/engine/detect/detect.ts';
import { compileRules } from '../src/engine/detect/rule-book.ts';
import { loadRules } from '../src/engine/rules/load.ts';
import type { Bench } from './frame/bench.ts';
import { noticeText } from './frame/notice-text.ts';

const LARGEST = 100_000_000;
const rules = compileRules(await loadRules('rules'));

/** What each number looked at would cost more, if the work grew faster than the text. */
export const bench: Bench = {
  title: 'detection over notice text of growing length: nanoseconds a character',
  amount: LARGEST / 1e6,
  unit: 'MB of the largest',
  input: () => new TextEncoder().encode(noticeText(LARGEST)),
  contenders: Object.fromEntries(
    [100, 5, 20, 50].map((megabytes) => [
      `${megabytes} MB`,
      (bytes: Uint8Array) => over(bytes.subarray(0, megabytes * 1_000_000)),
    ]),
  ),
};

function over(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  const segments = text.split('\n').map(
    (line, id): Segment => ({
      id,
      text: line,
      location: { channel: 'body', part: '正文', address: '' },
    }),
  );
  const held = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  const { findings } = detect({ segments, segment: (id) => segments[id] as Segment }, rules);
  const { user, system } = process.cpuUsage(before);
  const each = (((user + system) * 1000) / text.length).toFixed(2);
  const grown = ((process.memoryUsage().heapUsed - held) / 1e6).toFixed(0);
  return `${each} ns a character in the first run, ${findings.length} findings, heap grown by ${grown} MB`;
}

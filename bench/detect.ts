import type { Segment } from '../src/engine/core/segment.ts';
import { detect } from '../src/engine/detect/detect.ts';
import { compileRules } from '../src/engine/detect/rule-book.ts';
import { loadRules } from '../src/engine/rules/load.ts';
import type { Bench } from './frame/bench.ts';
import { noticeText } from './frame/notice-text.ts';

const BYTES = 5_000_000;
const rules = compileRules(await loadRules('rules'));

/** Detection alone, as the bar has it: at most 3 times one pass for runs of digits over the same text. */
export const bench: Bench = {
  title: '5 MB of notice text with a number every 400 characters, detection with every rule',
  amount: BYTES / 1e6,
  unit: 'MB',
  input: () => new TextEncoder().encode(noticeText(BYTES)),
  contenders: {
    clearpost: (bytes) => `${detect(documentOf(bytes), rules).findings.length} findings`,
    'one pass of /[0-9]{7,}/g': (bytes) => {
      const { segments } = documentOf(bytes);
      return `${segments.reduce((sum, { text }) => sum + (text.match(/[0-9]{7,}/g)?.length ?? 0), 0)} runs`;
    },
  },
};

/** A paragraph a segment, read once: cutting lines is not on detection's bill. */
let read: { segments: Segment[]; segment: (id: number) => Segment } | undefined;
function documentOf(bytes: Uint8Array) {
  if (read) return read;
  const segments = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map(
      (text, id): Segment => ({
        id,
        text,
        location: { channel: 'body', part: '正文', address: `第 ${id + 1} 行` },
      }),
    );
  read = { segments, segment: (id) => segments[id] as Segment };
  return read;
}

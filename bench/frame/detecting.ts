import type { Segment } from '../../src/engine/core/segment.ts';
import { type Detection, detect } from '../../src/engine/detect/detect.ts';
import { compileRules } from '../../src/engine/detect/rule-book.ts';
import { loadRules } from '../../src/engine/rules/load.ts';
import { heapFlags } from '../../src/service/sandbox/child-process.ts';
import { SANDBOX_DEFAULTS } from '../../src/service/sandbox/sandbox.ts';
import type { Bench } from './bench.ts';
import { isAboutPerson, noticeText } from './notice-text.ts';

const BYTES = 5_000_000;
const rules = compileRules(await loadRules('rules'));

/** Detection alone, as the bar has it: at most 3 times one pass for runs of digits over the same text. */
export function detecting(title: string, cut: (text: string) => readonly string[]): Bench {
  let read: ReturnType<typeof documentOf> | undefined;
  let told: string | undefined;
  /** Read once: cutting a text is not on detection's bill. */
  const documentIn = (bytes: Uint8Array) => {
    read ??= documentOf(cut(new TextDecoder().decode(bytes)));
    return read;
  };
  return {
    title,
    amount: BYTES / 1e6,
    unit: 'MB',
    flags: heapFlags(SANDBOX_DEFAULTS.memoryMb),
    input: () => new TextEncoder().encode(noticeText(BYTES)),
    contenders: {
      clearpost: (bytes) => {
        const detection = detect(documentIn(bytes), rules);
        told ??= sayingWhatWasFound(detection, new TextDecoder().decode(bytes), cut);
        return told;
      },
      'one pass of /[0-9]{7,}/g': (bytes) => {
        const { segments } = documentIn(bytes);
        return `${segments.reduce((sum, { text }) => sum + (text.match(/[0-9]{7,}/g)?.length ?? 0), 0)} runs`;
      },
    },
  };
}

function documentOf(texts: readonly string[]) {
  const segments = texts.map(
    (text, id): Segment => ({
      id,
      text,
      location: { channel: 'body', part: '正文', address: `第 ${id + 1} 行` },
    }),
  );
  return { segments, segment: (id: number) => segments[id] as Segment };
}

/** Speed is worth nothing where a number is missed. */
function sayingWhatWasFound(
  { findings }: Detection,
  text: string,
  cut: (text: string) => readonly string[],
): string {
  const starts = startsOf(cut(text));
  const paragraphs = startsOf(text.split('\n'));
  const found = new Set<number>();
  let paragraph = 0;
  for (const { segmentId, end } of findings) {
    const at = (starts[segmentId] ?? 0) + end - 1;
    while ((paragraphs[paragraph + 1] ?? text.length) <= at) paragraph++;
    found.add(paragraph);
  }
  const people = paragraphs.slice(0, -1).flatMap((_, index) => (isAboutPerson(index) ? index : []));
  const missed = people.filter((index) => !found.has(index));
  if (missed.length > 0) throw new Error(`nothing was found in ${missed.length} paragraphs`);
  return `${findings.length} findings, ${people.length} of ${people.length} people's numbers`;
}

function startsOf(texts: readonly string[]): number[] {
  let start = 0;
  return texts.map((text) => {
    const own = start;
    start += text.length + 1;
    return own;
  });
}

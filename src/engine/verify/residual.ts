import type { ReadText } from '../core/segment.ts';
import { plainValue } from '../text/plain-value.ts';

/** How many of the hidden values the second reader could still read. */
export async function residual(
  reading: AsyncIterable<ReadText>,
  hidden: ReadonlySet<string>,
): Promise<number> {
  const found = new Set<string>();
  for await (const { text } of reading) {
    const plain = plainValue(text);
    for (const value of hidden) if (plain.includes(value)) found.add(value);
  }
  return found.size;
}

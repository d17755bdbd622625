// Takes broken copies of one file over the road and tells what became of each, one JSON line a copy:
// child.ts <file> <first seed> <count>. In a process of its own, so that a hang can be ended.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DocumentError } from '../../src/engine/core/errors.ts';
import { mayPublish } from '../../src/engine/core/verdict.ts';
import { redact } from '../../src/engine/pipeline/redact.ts';
import { settings } from '../engine/settings.ts';
import { everyPart } from '../inflate.ts';
import { KNOWN } from './known.ts';
import { mutated } from './mutate.ts';

const [file = '', first = '0', count = '0'] = process.argv.slice(2);
const source = readFileSync(file);
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  console.log(JSON.stringify({ seed, doing: true }));
  const { how, bytes } = mutated(source, seed);
  console.log(JSON.stringify({ seed, how, problem: await problemWith(bytes) }));
}

/** Nothing when the copy is refused in words, withheld, or comes back without a number. */
async function problemWith(bytes: Buffer): Promise<string | undefined> {
  try {
    const { verdict, output } = await redact({ bytes, name: basename(file) }, settings);
    if (!mayPublish(verdict)) return undefined;
    return left(output as Uint8Array) ? `${verdict}, but a number is left` : undefined;
  } catch (error) {
    if (!(error instanceof DocumentError)) return String((error as Error).stack);
    return [...KNOWN].some((value) => error.message.includes(value))
      ? 'the error shows a number'
      : undefined;
  }
}

/** A number that stands by itself: damage may have glued it to others, and then it is none any more. */
function left(bytes: Uint8Array): boolean {
  return everyPart(bytes).some((part) =>
    Buffer.from(part.bytes)
      .toString('latin1')
      .match(/(?<![0-9A-Za-z])\d{10,18}[\dX](?![0-9A-Za-z])/g)
      ?.some((run) => KNOWN.has(run)),
  );
}

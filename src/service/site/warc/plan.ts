import { createHash } from 'node:crypto';
import { ArchiveDamaged } from './byte-reader.ts';
import type { Fields } from './head-fields.ts';
import type { WarcRecord } from './records.ts';

/** Which records of an archive are looked at, and under which addresses. */
export interface Plan {
  /** Records that are surely whole. Others follow when the archive is damaged. */
  readonly records: number;
  /** True when something follows that is no record. */
  readonly isDamaged: boolean;
  /** By ordinal; an address of its own, or those of records that say "the same as that one". */
  readonly shown: ReadonlyMap<number, readonly string[]>;
  /** Addresses of which the archive says only that they had not changed since another archive. */
  readonly elsewhere: ReadonlyMap<number, string>;
}

/** More have to be handed over in several archives: what is known of each stays in memory. */
const MOST_RECORDS = 5_000_000;

/**
 * Goes through an archive once. Of several captures of a page the latest counts: that is what was online.
 * @param tell called with each record's address, that somebody sees it go on.
 */
export async function planOf(
  records: AsyncIterable<WarcRecord>,
  tell: (url: string | undefined) => Promise<void>,
): Promise<Plan> {
  const latest = new Map<string, Capture>();
  const payloads = new Map<string, number>();
  let count = 0;
  let last = -1;
  let isDamaged = false;
  try {
    for await (const record of records) {
      // Where a record begins, the length of the one before was right.
      count = record.ordinal;
      const capture = captureOf(record);
      await tell(capture?.url);
      if (capture) {
        if (!capture.same) remember(payloads, capture, record.fields);
        const key = keyOf(capture.url);
        if (capture.date > (latest.get(key)?.date ?? NEVER)) latest.set(key, capture);
      }
      last = record.ordinal;
      if (last > MOST_RECORDS) throw new ArchiveDamaged('too many records');
    }
    count = last + 1;
  } catch (error) {
    // What stands before the damage is looked at; that something is missing is told.
    if (!isDamage(error)) throw error;
    isDamaged = true;
  }
  return { records: count, isDamaged, ...resolved(latest.values(), payloads, count) };
}

/** Before any date, and before none. */
const NEVER = '';
const UNDATED = '0';
const PAGES = new Set(['response', 'resource', 'revisit']);

interface Capture {
  readonly ordinal: number;
  readonly date: string;
  readonly url: string;
  /** Keys under which its payload may have been seen before, the best first. */
  readonly same?: readonly string[];
}

function captureOf({ ordinal, type, url, fields }: WarcRecord): Capture | undefined {
  if (!PAGES.has(type) || !/^https?:\/\//i.test(url)) return undefined;
  return { ordinal, date: fields['warc-date'] ?? UNDATED, url, ...sameAs(type, url, fields) };
}

const keyOf = (text: string): string =>
  createHash('sha256').update(text).digest().toString('latin1', 0, 12);

/** Where a `revisit` says that its payload is: by digest, by address and date, or by the address alone. */
function sameAs(type: string, url: string, fields: Fields): Pick<Capture, 'same'> {
  if (type !== 'revisit') return {};
  const to = (fields['warc-refers-to-target-uri'] ?? url).replace(/^<|>$/g, '');
  const digest = fields['warc-payload-digest'];
  const date = fields['warc-refers-to-date'];
  const keys = [
    ...(digest === undefined ? [] : [`digest ${digest}`]),
    ...(date === undefined ? [] : [`${date} ${to}`]),
    // Without a date or digest: the server said that it had not changed, to whoever asked last.
    ...(digest === undefined && date === undefined ? [`any ${to}`] : []),
  ];
  return { same: keys.map(keyOf) };
}

function remember(
  payloads: Map<string, number>,
  { ordinal, date, url }: Capture,
  fields: Fields,
): void {
  const digest = fields['warc-payload-digest'];
  if (digest !== undefined) payloads.set(keyOf(`digest ${digest}`), ordinal);
  if (date !== UNDATED) payloads.set(keyOf(`${date} ${url}`), ordinal);
  payloads.set(keyOf(`any ${url}`), ordinal);
}

function resolved(
  captures: Iterable<Capture>,
  payloads: ReadonlyMap<string, number>,
  count: number,
) {
  const shown = new Map<number, string[]>();
  const elsewhere = new Map<number, string>();
  for (const { ordinal, url, same } of captures) {
    if (ordinal >= count) continue;
    const source = same
      ? same.map((key) => payloads.get(key)).find((one) => one !== undefined)
      : ordinal;
    if (source === undefined || source >= count) elsewhere.set(ordinal, url);
    else shown.set(source, [...(shown.get(source) ?? []), url]);
  }
  return { shown, elsewhere };
}

/** Ours, or zlib's. */
export const isDamage = (error: unknown): boolean =>
  error instanceof ArchiveDamaged ||
  /^Z_|^ERR_STREAM/.test(String((error as { code?: unknown } | null)?.code));

import { randomUUID } from 'node:crypto';
import { DocumentError } from '../../engine/core/errors.ts';
import type { Report } from '../../engine/report/report.ts';
import type { RedactionRow } from '../store/redactions.ts';
import type { Desk, Submission } from './desk.ts';
import { KnownRequests } from './known-requests.ts';
import type { Redactor } from './worker.ts';

export interface MemoryBounds {
  /** Bytes of masked files kept; the oldest go first. */
  readonly bytes: number;
  /** How long a result is kept. */
  readonly milliseconds: number;
}

interface Kept {
  row: RedactionRow;
  masked: Uint8Array | undefined;
  readonly over: Promise<void>;
}

const MAX_RESULTS = 10_000;

/**
 * A desk without a database: results live in memory, bounded and expiring, and end with the process.
 * The original is never kept. Throws what the redactor throws when it is too busy to take another.
 */
export function openMemoryDesk(redact: Redactor, bounds: MemoryBounds): Desk {
  const kept = new Map<string, Kept>();

  const requests = new KnownRequests(bounds.milliseconds);

  async function submit(submission: Submission): Promise<string> {
    const { parcel, caller } = submission;
    const id = randomUUID();
    const before = requests.sameAs(submission, id, (one) => kept.has(one));
    if (before !== undefined) return before;
    const row = {
      id,
      createdAt: new Date(),
      createdBy: caller,
      report: null,
      problem: null,
      revision: 0,
    };
    const work = redact(parcel);
    const over = work.then(
      ({ report, output }) => finish(id, { status: 'done', report }, output),
      (error: unknown) => finish(id, { status: 'failed', problem: problemOf(error) }),
    );
    kept.set(id, { row: { ...row, status: 'working' }, masked: undefined, over });
    setTimeout(() => forget(id), bounds.milliseconds).unref();
    return id;
  }

  function finish(id: string, ending: Partial<RedactionRow>, output?: Uint8Array): void {
    const entry = kept.get(id);
    if (entry?.row.status !== 'working') return;
    entry.row = { ...entry.row, ...ending };
    // Nobody can release a withheld file here: there is no review without a database.
    entry.masked = ending.report && (ending.report as Report).mayPublish ? output : undefined;
    makeRoom(id);
  }

  function makeRoom(newest: string): void {
    let bytes = kept.values().reduce((sum, { masked }) => sum + (masked?.length ?? 0), 0);
    for (const [id, { masked, row }] of kept) {
      if (bytes <= bounds.bytes && kept.size <= MAX_RESULTS) return;
      if (id === newest || row.status === 'working') continue;
      bytes -= masked?.length ?? 0;
      forget(id);
    }
  }

  function forget(id: string): void {
    kept.delete(id);
  }

  return {
    submit,
    async wait(id, milliseconds) {
      const entry = kept.get(id);
      const timer = Promise.withResolvers<void>();
      const running = setTimeout(timer.resolve, milliseconds);
      await Promise.race([entry?.over, timer.promise]);
      clearTimeout(running);
      return kept.get(id)?.row;
    },
    // Nobody decides here.
    released: async () => undefined,
    hasDraft: async () => true,
    find: async (id) => kept.get(id)?.row,
    async open(id, kind) {
      const bytes = kind === 'masked' ? kept.get(id)?.masked : undefined;
      return bytes && pieces(bytes);
    },
    async destroy(id) {
      const entry = kept.get(id);
      if (!entry) return false;
      entry.masked = undefined;
      entry.row = { ...entry.row, status: 'destroyed' };
      return true;
    },
  };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function problemOf(error: unknown): { code: string; detail?: string } {
  if (!(error instanceof DocumentError)) return { code: 'internal' };
  return error.detail === undefined
    ? { code: error.code }
    : { code: error.code, detail: error.detail };
}

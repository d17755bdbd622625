import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog, Looked, LookTask, PreviewTask, Task } from './messages.ts';
import { lookedOf, outcomeOf, pictureOf, type SandboxOutcome } from './outcome.ts';
import { Pool } from './pool.ts';
import { Worker } from './worker.ts';

export interface SandboxOptions {
  /** The folder with rule files, `policies/` and `data/`. */
  readonly rulesFolder: string;
  /** A folder with policies of the operator's own. */
  readonly policiesFolder?: string | undefined;
  /** Documents opened at the same time. */
  readonly workers: number;
  /** Memory of one child, in megabytes. */
  readonly memoryMb: number;
  /** Time for one document, in seconds. */
  readonly seconds: number;
  /** Documents that may wait for a child; one more is turned away. */
  readonly queue: number;
  /** A child retires after this many documents: what one left behind cannot gather for ever. */
  readonly documentsPerChild: number;
  readonly maxFileBytes: number;
  /** 32 bytes for fingerprints; without it they differ at every start. */
  readonly fingerprintKey?: Uint8Array;
  /** The module a child runs. Tests of the sandbox bring a hostile one. */
  readonly entry?: string;
}

/** The only way to open a document: in a child process that may die of it. */
export interface Sandbox {
  /** What the engine knows; rejects when it cannot start (a bad rule file). */
  readonly catalog: Promise<Catalog>;
  /**
   * Throws DocumentError (the sender can act), SandboxBusy (try later), SandboxFailure (ours), or
   * the signal's reason when it is aborted while still waiting.
   */
  redact(task: Task, bytes: Uint8Array, signal?: AbortSignal): Promise<SandboxOutcome>;
  /** Looks at a document as it stands. Throws like `redact`. */
  look(task: LookTask, bytes: Uint8Array, signal?: AbortSignal): Promise<Looked>;
  /** A page as a PNG picture; undefined when there is none to paint. Throws like `redact`. */
  preview(task: PreviewTask, bytes: Uint8Array): Promise<Buffer | undefined>;
  /** True while another document would be turned away. */
  isFull(): boolean;
  /** True while at least one child stands ready or works. */
  isAlive(): boolean;
  close(): Promise<void>;
}

export const SANDBOX_DEFAULTS = {
  workers: 2,
  memoryMb: 1536,
  seconds: 120,
  queue: 32,
  documentsPerChild: 500,
  maxFileBytes: 100 * 1024 * 1024,
} as const satisfies Partial<SandboxOptions>;

/** Starts the children; they warm up while the caller goes on. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const cwd = mkdtempSync(join(tmpdir(), 'clearpost-sandbox-'));
  const key = options.fingerprintKey ?? randomBytes(32);
  const setup = {
    rulesFolder: resolve(options.rulesFolder),
    policiesFolder: options.policiesFolder && resolve(options.policiesFolder),
    limits: { fileBytes: options.maxFileBytes },
    spentMb: options.memoryMb / 2,
    fingerprintKey: Buffer.from(key).toString('base64'),
  };
  const entry = options.entry ?? fileURLToPath(new URL('./child.ts', import.meta.url));
  const pool = new Pool(options, () => new Worker({ ...options, entry, setup, cwd }));
  return {
    catalog: pool.catalog,
    redact: async (task, bytes, signal) => outcomeOf(await pool.run(task, bytes, signal)),
    look: async (task, bytes, signal) => lookedOf(await pool.run(task, bytes, signal)),
    preview: async (task, bytes) => pictureOf(await pool.run(task, bytes)),
    isFull: () => pool.isFull(),
    isAlive: () => pool.isAlive(),
    close: async () => {
      await pool.close();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}

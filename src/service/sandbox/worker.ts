import { type Launched, launch } from './child-process.ts';
import { readFrames, writeFrame } from './frames.ts';
import type { Answer, AnyTask, Catalog, Setup } from './messages.ts';
import { afterDeath, type Received, tooSlow } from './outcome.ts';

export interface WorkerOptions {
  /** The module that the child runs. */
  readonly entry: string;
  readonly setup: Setup;
  readonly memoryMb: number;
  /** For one document. */
  readonly seconds: number;
  readonly cwd: string;
}

const START_SECONDS = 30;
const MAX_ANSWER_BYTES = 1024 * 1024 * 1024;

/** One child process, which takes one document at a time. */
export class Worker {
  /** Rejects when the engine cannot start. */
  readonly ready: Promise<Catalog>;
  readonly #options: WorkerOptions;
  readonly #child: Launched;
  readonly #frames: ReturnType<typeof readFrames>;
  #usable = true;

  constructor(options: WorkerOptions) {
    const { entry, setup, memoryMb, cwd } = options;
    this.#options = options;
    const readable = [setup.rulesFolder, setup.policiesFolder].filter((one) => one !== undefined);
    this.#child = launch({ entry, readable, memoryMb, cwd });
    this.#frames = readFrames(this.#child.channel, MAX_ANSWER_BYTES);
    this.ready = this.#begin();
    void this.ended.then(() => {
      this.#usable = false;
    });
  }

  /** Settles when the process is gone, for whatever reason. */
  get ended(): Promise<unknown> {
    return this.#child.ended;
  }

  /** False once it is dead, dying, or has grown too large to take another document. */
  isUsable(): boolean {
    return this.#usable;
  }

  kill(): void {
    this.#usable = false;
    this.#child.kill();
  }

  async run(task: AnyTask, bytes: Uint8Array): Promise<Received> {
    const { seconds, memoryMb } = this.#options;
    const { received, late } = await this.#within(seconds, task, [bytes]);
    if (received) return received;
    this.kill();
    const { signal } = await this.#child.ended;
    throw late ? tooSlow(seconds) : afterDeath(signal, memoryMb);
  }

  async #begin(): Promise<Catalog> {
    const { received } = await this.#within(START_SECONDS, this.#options.setup);
    if (received?.answer.kind === 'ready') return received.answer.catalog;
    this.kill();
    if (received?.answer.kind === 'cannot-start') throw new Error(received.answer.reason);
    const { signal, code } = await this.#child.ended;
    throw new Error(`the engine's process did not start (${signal ?? `exit ${code}`})`);
  }

  /** Sends, and waits for the answer; past the time the child is killed and nothing is received. */
  async #within(seconds: number, message: Setup | AnyTask, blobs: readonly Uint8Array[] = []) {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.kill();
    }, seconds * 1000);
    try {
      // A write that fails means a dead child, and the read below says so.
      writeFrame(this.#child.channel, message, blobs).catch(() => {});
      const received = await this.#read();
      return { received, late };
    } finally {
      clearTimeout(timer);
    }
  }

  /** The next answer, or undefined when the child is dead or talks nonsense. */
  async #read() {
    const frame = await this.#frames.next().catch(() => undefined);
    if (!frame || frame.done) return undefined;
    const { answer, isSpent } = frame.value.message as { answer: Answer; isSpent: boolean };
    if (isSpent) this.#usable = false;
    return { answer, blobs: frame.value.blobs };
  }
}

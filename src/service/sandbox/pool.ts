import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyTask, Catalog } from './messages.ts';
import { type Received, SandboxFailure } from './outcome.ts';
import { wearOf } from './wear.ts';
import type { Worker } from './worker.ts';

/** Every child works and the queue is full. */
export class SandboxBusy extends Error {
  constructor() {
    super('sandbox busy');
  }
}

export interface PoolOptions {
  readonly workers: number;
  readonly queue: number;
  readonly documentsPerChild: number;
}

interface Job {
  readonly task: AnyTask;
  readonly bytes: Uint8Array;
  readonly resolve: (received: Promise<Received>) => void;
  readonly reject: (reason: unknown) => void;
}

/** From this part of a child's life on its successor gets ready, so that nobody waits for the change. */
const OLD = 0.9;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/** Keeps `workers` children warm, gives each one document at a time, and replaces those that die. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #start: () => Worker;
  readonly #alive = new Set<Worker>();
  readonly #waiting = new Set<Job>();
  readonly #takers = new Set<(job: Job | undefined) => void>();
  readonly #catalog = Promise.withResolvers<Catalog>();
  readonly #closing = new AbortController();
  readonly #places: readonly Promise<void>[];

  constructor(options: PoolOptions, start: () => Worker) {
    this.#options = options;
    this.#start = start;
    this.#catalog.promise.catch(() => {});
    this.#places = Array.from({ length: options.workers }, () => this.#keepPlace());
  }

  get catalog(): Promise<Catalog> {
    return this.#catalog.promise;
  }

  isFull(): boolean {
    return this.#takers.size === 0 && this.#waiting.size >= this.#options.queue;
  }

  isAlive(): boolean {
    return this.#alive.size > 0;
  }

  run(task: AnyTask, bytes: Uint8Array, signal?: AbortSignal): Promise<Received> {
    if (this.#closing.signal.aborted || this.isFull()) return Promise.reject(new SandboxBusy());
    const { promise, resolve, reject } = Promise.withResolvers<Received>();
    const job = { task, bytes, resolve, reject };
    const [taker] = this.#takers;
    if (taker) {
      this.#takers.delete(taker);
      taker(job);
      return promise;
    }
    this.#waiting.add(job);
    signal?.addEventListener('abort', () => {
      if (this.#waiting.delete(job)) reject(signal.reason);
    });
    return promise;
  }

  /** Kills what still works; those who wait are told to come back. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#turnAway(new SandboxBusy());
    for (const worker of this.#alive) worker.kill();
    await Promise.all(this.#places);
  }

  /** One place in the pool: a child, then its successor, until the pool closes. */
  async #keepPlace(): Promise<void> {
    const { signal } = this.#closing;
    let pause = FIRST_PAUSE_MS;
    let successor: Worker | undefined;
    while (!signal.aborted) {
      const worker = successor ?? this.#begin();
      successor = undefined;
      try {
        this.#catalog.resolve(await worker.ready);
        pause = FIRST_PAUSE_MS;
        await this.#serve(worker, () => {
          successor ??= this.#begin();
        });
      } catch (error) {
        this.#catalog.reject(error);
        if (this.#alive.size === 1) this.#turnAway(new SandboxFailure('no child starts'));
        await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      } finally {
        worker.kill();
        await worker.ended;
        this.#alive.delete(worker);
      }
    }
    successor?.kill();
    await successor?.ended;
  }

  #begin(): Worker {
    const worker = this.#start();
    // It may die before anybody waits for it; whoever then does hears of it.
    worker.ready.catch(() => {});
    this.#alive.add(worker);
    return worker;
  }

  async #serve(worker: Worker, ageing: () => void): Promise<void> {
    const { documentsPerChild: life } = this.#options;
    for (let worn = 0; worn < life; ) {
      const job = worker.isUsable() ? await this.#next(worker) : undefined;
      if (!job) return;
      const outcome = worker.run(job.task, job.bytes);
      job.resolve(outcome);
      worn += wearOf(job.task, job.bytes);
      if (worn >= life * OLD && worn < life) ageing();
      await outcome.catch(() => {});
    }
  }

  #turnAway(reason: Error): void {
    for (const { reject } of this.#waiting) reject(reason);
    this.#waiting.clear();
  }

  /** The next job; undefined when the child dies before there is one. */
  #next(worker: Worker): Promise<Job | undefined> {
    const [job] = this.#waiting;
    if (job) {
      this.#waiting.delete(job);
      return Promise.resolve(job);
    }
    return new Promise((resolve) => {
      this.#takers.add(resolve);
      void worker.ended.then(() => {
        if (this.#takers.delete(resolve)) resolve(undefined);
      });
    });
  }
}

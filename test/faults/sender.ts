import { setTimeout as sleep } from 'node:timers/promises';
import { form } from '../service/http/start-service.ts';

const PATIENCE_MS = 20_000;
const PAUSE_MS = 100;

/** Hands documents in, each under a key of its own, and again under the same key until it is told it was taken. */
export class Sender {
  /** Ids by key. */
  readonly accepted = new Map<string, string>();
  readonly answeredTwice: string[] = [];
  readonly #url: () => string;
  readonly #planted: readonly string[];
  #isOver = false;

  constructor(url: () => string, planted: readonly string[]) {
    this.#url = url;
    this.#planted = planted;
  }

  /** One client, until it is stopped. */
  async run(): Promise<void> {
    while (!this.#isOver) {
      const key = crypto.randomUUID();
      const id = await this.#untilTaken(key);
      if (id === undefined) return;
      this.accepted.set(key, id);
      // The answer may have been lost on its way as well: asked again, it must be the same.
      const again = await this.#handIn(key);
      if (again !== undefined && again !== id) this.answeredTwice.push(key);
    }
  }

  stop(): void {
    this.#isOver = true;
  }

  async #untilTaken(key: string): Promise<string | undefined> {
    while (!this.#isOver) {
      const id = await this.#handIn(key);
      if (id !== undefined) return id;
      await sleep(PAUSE_MS);
    }
    return undefined;
  }

  /** The id once the service has said that it took the document; undefined when it could not say so. */
  async #handIn(key: string): Promise<string | undefined> {
    const [number, phone] = this.#planted;
    try {
      const answer = await fetch(`${this.#url()}/v1/redactions`, {
        method: 'POST',
        body: form(`身份证号 ${number}，手机 ${phone}，${key}\n`, `名单${number}.txt`),
        headers: { prefer: 'respond-async', 'idempotency-key': key },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.status !== 202 && answer.status !== 201) return undefined;
      return ((await answer.json()) as { id: string }).id;
    } catch {
      return undefined;
    }
  }
}

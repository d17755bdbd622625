import { createHash } from 'node:crypto';
import { IdempotencyConflict, type Submission } from './desk.ts';
import { pack } from './parcel.ts';

/** Requests that named themselves by an `Idempotency-Key`, where there is no database to remember them. */
export class KnownRequests {
  readonly #known = new Map<string, { readonly sha256: string; readonly id: string }>();
  readonly #milliseconds: number;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /**
   * The redaction that the same request got, if it is still there; otherwise this request is known by
   * `id` from now on. Throws IdempotencyConflict for another body under the same key.
   */
  sameAs(
    { parcel, caller, idempotencyKey }: Submission,
    id: string,
    isThere: (id: string) => boolean,
  ): string | undefined {
    if (idempotencyKey === undefined) return undefined;
    const key = JSON.stringify([caller, idempotencyKey]);
    const sha256 = pack(parcel)
      .reduce((hash, part) => hash.update(part), createHash('sha256'))
      .digest('hex');
    const before = this.#known.get(key);
    if (before && isThere(before.id)) {
      if (before.sha256 !== sha256) throw new IdempotencyConflict();
      return before.id;
    }
    this.#known.set(key, { sha256, id });
    setTimeout(() => this.#known.delete(key), this.#milliseconds).unref();
    return undefined;
  }
}

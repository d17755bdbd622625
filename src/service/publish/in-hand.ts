/**
 * Work that goes on after its asker was told to come back: asked again, it is waited for instead of
 * begun again. Bounded; the oldest ended one goes first.
 */
export class InHand<T> {
  readonly #work = new Map<string, Work<T>>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * The result, or undefined when it is not there after `milliseconds`.
   * @param onLate hears of what ended after somebody was told to come back; undefined when it failed.
   */
  async get(
    key: string,
    milliseconds: number,
    begin: () => Promise<T>,
    onLate: Late<T> = () => {},
  ): Promise<T | undefined> {
    const entry = this.#work.get(key) ?? this.#begin(key, begin, onLate);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), milliseconds);
    });
    try {
      const result = await Promise.race([entry.promise, patience]);
      if (!entry.isOver) entry.isAwaited = true;
      // It has been fetched: what is kept longer would only be a copy of a document in memory.
      if (entry.isOver) this.#work.delete(key);
      return result;
    } catch (error) {
      this.#work.delete(key);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  get isFull(): boolean {
    return this.#work.size >= this.#most && this.#work.values().every(({ isOver }) => !isOver);
  }

  #begin(key: string, begin: () => Promise<T>, onLate: Late<T>) {
    for (const [old, { isOver }] of this.#work) {
      if (this.#work.size < this.#most) break;
      if (isOver) this.#work.delete(old);
    }
    const entry: Work<T> = { promise: begin(), isOver: false, isAwaited: false };
    const over = (result?: T) => {
      entry.isOver = true;
      if (entry.isAwaited) onLate(result);
    };
    entry.promise.then(over, () => over());
    this.#work.set(key, entry);
    return entry;
  }
}

type Late<T> = (result: T | undefined) => void;

interface Work<T> {
  readonly promise: Promise<T>;
  isOver: boolean;
  /** Somebody was told to come back for it. */
  isAwaited: boolean;
}

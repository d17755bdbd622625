/** An archive is cut short, or is none. */
export class ArchiveDamaged extends Error {}

const MOST_HEAD = 64 * 1024;

/** A stream that is read by heads and lengths; of what it holds no more than asked for is in memory. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** Lines up to an empty one; undefined at the end. Empty lines in front are passed over. */
  async head(): Promise<string | undefined> {
    for (;;) {
      while (this.#held[0] === 13 || this.#held[0] === 10) this.#held = this.#held.subarray(1);
      const end = this.#held.indexOf('\r\n\r\n');
      if (end > 0) {
        const head = this.#held.toString('latin1', 0, end);
        this.#held = this.#held.subarray(end + 4);
        return head;
      }
      if (this.#held.length > MOST_HEAD) throw new ArchiveDamaged('a head without an end');
      if (!(await this.#more())) {
        if (this.#held.length === 0) return undefined;
        throw new ArchiveDamaged('cut short');
      }
    }
  }

  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    await this.#pass(length, (part) => parts.push(part));
    return Buffer.concat(parts);
  }

  async skip(length: number): Promise<void> {
    await this.#pass(length, () => {});
  }

  async #pass(length: number, tell: (part: Buffer) => void): Promise<void> {
    for (let missing = length; missing > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) throw new ArchiveDamaged('cut short');
      const part = this.#held.subarray(0, missing);
      tell(part);
      this.#held = this.#held.subarray(part.length);
      missing -= part.length;
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length);
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    return true;
  }
}

import { isTelling } from './telling-name.ts';

/** A tag's name. Two tags with the same name share one object, so names compare by identity. */
export interface Name {
  readonly qualified: string;
  readonly prefix: string;
  readonly local: string;
}

interface Slot {
  readonly name: Name;
  readonly bytes: Uint8Array;
  readonly next: Slot | undefined;
}

/** Remembers every name it has seen, so that a million tags make a few dozen strings. */
export class Names {
  /** Some name could be somebody's number. */
  telling = false;
  readonly #slots = new Map<number, Slot>();

  /** The name in bytes [start, end); `hash` must depend on these bytes only. */
  at(bytes: Buffer, start: number, end: number, hash: number): Name {
    const first = this.#slots.get(hash);
    for (let slot = first; slot; slot = slot.next)
      if (isSame(slot.bytes, bytes, start, end)) return slot.name;
    const qualified = bytes.toString('utf8', start, end);
    this.telling ||= isTelling(qualified);
    const colon = qualified.indexOf(':');
    const name = {
      qualified,
      prefix: colon < 0 ? '' : qualified.slice(0, colon + 1),
      local: qualified.slice(colon + 1),
    };
    this.#slots.set(hash, {
      name,
      bytes: Uint8Array.from(bytes.subarray(start, end)),
      next: first,
    });
    return name;
  }
}

function isSame(known: Uint8Array, bytes: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let index = 0; index < known.length; index++)
    if (known[index] !== bytes[start + index]) return false;
  return true;
}

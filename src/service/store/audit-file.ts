import { createHash, verify } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { AuditHead } from './audit.ts';
import { publicKeyOf } from './audit-signature.ts';

export type FileCheck =
  | {
      readonly ok: true;
      readonly events: number;
      readonly head: AuditHead;
      /** Who signed it: to be compared with the key that the office handed over. */
      readonly publicKey: string;
    }
  | { readonly ok: false; readonly line: number; readonly why: FileFault };

/** `format`: not an export · `gap`, `unlinked`: events are missing or out of order · `signature`: changed since, or another's key. */
export type FileFault = 'format' | 'gap' | 'unlinked' | 'signature';

const Header = Type.Object({
  clearpostAudit: Type.Literal(1),
  after: Type.Integer({ minimum: 0 }),
  publicKey: Type.String(),
});
const Event = Type.Object({ seq: Type.Integer(), previous: Type.String(), hash: Type.String() });
const Seal = Type.Object({
  head: Type.Object({ seq: Type.Integer(), hash: Type.String() }),
  signature: Type.String(),
});

/** Checks an export by itself: no database and no secret is needed. `trusted` is the public key handed over. */
export async function checkAuditFile(
  lines: AsyncIterable<string>,
  trusted?: string,
): Promise<FileCheck> {
  let line = 0;
  let reading: Reading | undefined;
  for await (const text of lines) {
    line += 1;
    const value = parsed(text);
    if (!reading) {
      if (!Value.Check(Header, value)) return { ok: false, line, why: 'format' };
      reading = new Reading(value.after, value.publicKey);
    } else if (Value.Check(Seal, value)) {
      const why = reading.brokenSeal(value, trusted);
      if (why) return { ok: false, line, why };
      const { events, head, publicKey } = reading;
      return { ok: true, events, head, publicKey };
    } else {
      const why = Value.Check(Event, value) ? reading.brokenLink(value) : 'format';
      if (why) return { ok: false, line, why };
    }
    reading.see(text);
  }
  // No seal: the end was cut off.
  return { ok: false, line: line + 1, why: 'gap' };
}

/** What an export has said so far. */
class Reading {
  readonly publicKey: string;
  readonly #hash = createHash('sha256');
  #head: AuditHead;
  events = 0;

  constructor(after: number, publicKey: string) {
    this.#head = { seq: after, hash: '' };
    this.publicKey = publicKey;
  }

  get head(): AuditHead {
    return this.#head;
  }

  see(text: string): void {
    this.#hash.update(`${text}\n`);
  }

  brokenLink({ seq, previous, hash }: Static<typeof Event>): FileFault | undefined {
    if (seq !== this.#head.seq + 1) return 'gap';
    if (this.events > 0 && previous !== this.#head.hash) return 'unlinked';
    this.#head = { seq, hash };
    this.events += 1;
    return undefined;
  }

  brokenSeal({ head, signature }: Static<typeof Seal>, trusted = this.publicKey) {
    if (head.seq !== this.#head.seq || head.hash !== this.#head.hash) return 'gap';
    const key = trusted === this.publicKey ? publicKeyOf(trusted) : undefined;
    const isSigned =
      key && verify(null, this.#hash.digest(), key, Buffer.from(signature, 'base64url'));
    return isSigned ? undefined : 'signature';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

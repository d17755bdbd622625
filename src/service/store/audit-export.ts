import { createHash, sign } from 'node:crypto';
import { type AuditHead, appendAudit, eventsAfter } from './audit.ts';
import { auditSigningKey, publicKeyText } from './audit-signature.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database } from './database.ts';

/** First line of an export: what it is, and the public key that its last line is checked with. */
export interface ExportHeader {
  readonly clearpostAudit: 1;
  readonly at: string;
  /** The event before the first one here; 0 for an export from the beginning. */
  readonly after: number;
  readonly publicKey: string;
}

/** Last line: the newest event, and an Ed25519 signature over the SHA-256 of every byte before this line. */
export interface ExportSeal {
  readonly head: AuditHead;
  readonly signature: string;
}

const PAGE = 1000;

/**
 * The trail as JSON Lines, for those who supervise: a header, one event a line, a seal. That it was
 * exported is an event too, and the last one in it.
 */
export async function* exportAudit(
  db: Database,
  keyring: Keyring,
  actor: string,
  after = 0,
): AsyncGenerator<string> {
  const key = auditSigningKey(keyring);
  const head = await db.transaction().execute((trx) =>
    appendAudit(trx, keyring, {
      actor,
      action: 'audit-exported',
      subject: 'audit',
      facts: { after },
    }),
  );
  const hash = createHash('sha256');
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  const header: ExportHeader = {
    clearpostAudit: 1,
    at: new Date().toISOString(),
    after,
    publicKey: publicKeyText(key),
  };
  yield line(header);
  // What is appended meanwhile belongs to the next export.
  for (let last = after; last < head.seq; ) {
    const rows = await eventsAfter(db, String(last), Math.min(PAGE, head.seq - last));
    yield rows.map((row) => line({ ...row, seq: Number(row.seq) })).join('');
    const newest = rows.at(-1);
    if (!newest) break;
    last = Number(newest.seq);
  }
  const seal: ExportSeal = {
    head,
    signature: sign(null, hash.digest(), key).toString('base64url'),
  };
  yield `${JSON.stringify(seal)}\n`;
}

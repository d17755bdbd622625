import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import { Problem } from './problem.ts';

/** Where keys and the audit trail are kept. */
export interface Ledger {
  readonly db: Database;
  readonly keyring: Keyring;
}

/** The ledger, or `not-found` where the service keeps none. */
export function ledgerOf(ledger: Promise<Ledger> | undefined): Promise<Ledger> {
  if (ledger) return ledger;
  throw new Problem('not-found', {
    detail: '此服务没有数据库 · this service runs without a database',
  });
}

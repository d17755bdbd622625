import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type AuditCheck, type AuditHead, verifyAudit } from './store/audit.ts';
import { exportAudit } from './store/audit-export.ts';
import { checkAuditFile, type FileCheck } from './store/audit-file.ts';
import { withLedger } from './with-ledger.ts';

type Environment = NodeJS.ProcessEnv;

/** Walks the audit trail of the store that the environment names, beside a running service or without one. */
export const auditCheck = (environment: Environment, earlier?: AuditHead): Promise<AuditCheck> =>
  withLedger(environment, (db, keyring) => verifyAudit(db, keyring, earlier));

/** Writes the trail out line by line, signed. */
export const auditExport = (
  environment: Environment,
  after: number,
  write: (text: string) => void,
): Promise<void> =>
  withLedger(environment, async (db, keyring) => {
    for await (const text of exportAudit(db, keyring, 'command-line', after)) write(text);
  });

/** Checks an exported trail by itself; `trusted` is the public key that the office handed over. */
export const auditFileCheck = (file: string, trusted?: string): Promise<FileCheck> =>
  checkAuditFile(
    createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }),
    trusted,
  );

// A database of the test's own, with a keyring and an address book.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAddressBook } from '../../../src/service/site/address-book.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';

export async function openTestStore() {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-site-'));
  const postgres = await startEmbeddedPostgres(folder);
  const db = await openDatabase(postgres.connection);
  const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
  return {
    db,
    keyring,
    folder,
    connection: postgres.connection,
    book: await openAddressBook(db, keyring),
    async close() {
      await db.destroy();
      await postgres.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

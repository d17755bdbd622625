import { randomBytes } from 'node:crypto';
import type { Keyring } from './blobs/keyring.ts';
import type { Database } from './database.ts';
import { sealerOf } from './sealed-text.ts';

const BYTES = 32;

/**
 * A key that every process of this installation shares and that stays when the keyring rotates: what is
 * found again by it (a page, a person) must be found for years. Kept sealed, made when there is none.
 */
export async function installationSecret(
  db: Database,
  keyring: Keyring,
  name: string,
): Promise<Buffer> {
  const sealer = sealerOf(keyring, 'clearpost secret');
  await db
    .insertInto('secret')
    .values({ name, sealed: sealer.seal(randomBytes(BYTES)) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { sealed } = await db
    .selectFrom('secret')
    .select('sealed')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const secret = sealer.open(sealed);
  // Under the active key again, so that an old one can be taken out of the keyring.
  await db
    .updateTable('secret')
    .set({ sealed: sealer.seal(secret) })
    .where('name', '=', name)
    .where('sealed', '=', sealed)
    .execute();
  return secret;
}

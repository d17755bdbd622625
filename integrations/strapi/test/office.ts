// The service with its audit trail, and a Strapi that asks it, on one database server.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withKey } from '../../../src/service/http/access.ts';
import { events } from '../../../src/service/store/audit.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';
import { type Running, startService } from '../../../test/service/http/start-service.ts';
import { type Strapi, startStrapi } from './instance.ts';

export interface Office {
  readonly strapi: Strapi;
  readonly service: Running;
  readonly overrides: () => Promise<object[]>;
  /** Ends the service, as when its machine is away; Strapi stays. */
  readonly lose: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const KEY = 'a-key-of-the-content-management-system';

export async function openOffice(
  environment: Readonly<Record<string, string>> = {},
): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
  const postgres = await startEmbeddedPostgres(folder);
  const db = await openDatabase(postgres.connection);
  const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
  const service = await startService({
    ledger: Promise.resolve({ db, keyring }),
    identify: withKey(KEY),
    isOpen: false,
  });
  const strapi = await startStrapi(postgres, {
    CLEARPOST_URL: service.url,
    CLEARPOST_KEY: KEY,
    ...environment,
  });
  let isThere = true;
  const lose = async () => {
    if (isThere) await service.stop();
    isThere = false;
  };
  return {
    strapi,
    service,
    lose,
    overrides: async () =>
      (await Array.fromAsync(events(db)))
        .filter(({ action }) => action === 'publish-overridden')
        .map(({ facts }) => facts as object),
    async stop() {
      await strapi.stop();
      await lose();
      await db.destroy();
      await postgres.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

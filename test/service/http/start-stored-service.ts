// The whole service with database, queue, sealed files and worker, in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withKey } from '../../../src/service/http/access.ts';
import type { AppOptions } from '../../../src/service/http/app.ts';
import { type Backing, openDesk } from '../../../src/service/jobs/desk.ts';
import { patientRedactor } from '../../../src/service/jobs/patient-redactor.ts';
import { startWorker } from '../../../src/service/jobs/worker.ts';
import { fingerprintKey, openStore } from '../../../src/service/open-store.ts';
import { openReviews } from '../../../src/service/review/reviews.ts';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import {
  callerOf,
  createApiKey,
  type Scope,
  signerBehind,
} from '../../../src/service/store/api-keys.ts';
import { type Running, startService } from './start-service.ts';

const OPERATOR = 'the-operators-own-key-of-some-length';

export interface StoredService extends Running {
  readonly backing: Backing;
  readonly folder: string;
  /** A key with these scopes; its secret. */
  readonly key: (...scopes: Scope[]) => Promise<string>;
  /** JSON in, JSON out, with a key. */
  readonly ask: (
    method: string,
    path: string,
    secret: string,
    body?: object | FormData,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body
  readonly body: any;
}

export async function startStoredService(
  more: (backing: Backing) => Partial<AppOptions> = () => ({}),
): Promise<StoredService> {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-stored-'));
  const where = { dataFolder: folder, databaseUrl: undefined, keyringFile: undefined };
  const store = await openStore(where, () => {});
  const { backing } = store;
  const sandbox = createSandbox({
    ...SANDBOX_DEFAULTS,
    workers: 2,
    rulesFolder: 'rules',
    fingerprintKey: fingerprintKey(where),
  });
  await startWorker(backing, patientRedactor(sandbox), 2);
  const service = await startService({
    sandbox,
    desk: openDesk(backing),
    ledger: Promise.resolve(backing),
    reviews: Promise.resolve(openReviews(backing, sandbox)),
    webhooks: Promise.resolve({
      db: backing.db,
      keyring: backing.keyring,
      line: backing.queue.deliveries,
    }),
    identify: withKey(OPERATOR, (secret) => callerOf(backing.db, secret)),
    findSigner: (id) => signerBehind(backing.db, backing.keyring, id),
    isOpen: false,
    ...more(backing),
  });
  return {
    ...service,
    backing,
    folder,
    key: async (...scopes) =>
      (await createApiKey(backing.db, backing.keyring, { name: 'test', scopes }, 'test')).secret,
    async ask(method, path, secret, body, headers = {}) {
      const isForm = body instanceof FormData;
      const answer = await fetch(service.url + path, {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          ...(body && !isForm && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = (answer.headers.get('content-type') ?? '').includes('json');
      return {
        status: answer.status,
        headers: answer.headers,
        body: isJson ? JSON.parse(text) : text,
      };
    },
    async stop() {
      await service.stop();
      await store.close(5);
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

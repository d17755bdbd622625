import { openMemoryDesk } from '../jobs/memory-desk.ts';
import { createMetrics } from '../metrics.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { withoutKey } from './access.ts';
import { buildApp } from './app.ts';
import { createLog } from './log.ts';

/** `openapi.yaml`, from the routes themselves; no document is opened for it. */
export async function contract(): Promise<string> {
  const unused = () => Promise.reject(new Error('the contract opens no document'));
  const sandbox: Sandbox = {
    catalog: Promise.resolve({
      formats: [],
      policies: [],
      rules: [],
      engine: { version: '', rules: '' },
    }),
    redact: unused,
    look: unused,
    preview: unused,
    isFull: () => false,
    isAlive: () => false,
    close: async () => {},
  };
  const app = await buildApp({
    sandbox,
    desk: openMemoryDesk(unused, { bytes: 0, milliseconds: 0 }),
    isBusy: async () => false,
    ledger: undefined,
    reviews: undefined,
    webhooks: undefined,
    findSigner: async () => undefined,
    sites: undefined,
    metrics: createMetrics(async () => ({ backlog: 0, givenUp: 0 })),
    signIn: undefined,
    identify: withoutKey(),
    isOpen: true,
    maxUploadBytes: 1,
    uploadBudgetBytes: 1,
    waitMs: 0,
    publishBudgetMs: 0,
    fetchAttachment: unused,
    ratePerMinute: 0,
    trustProxy: 0,
    log: createLog('silent'),
  });
  const yaml = app.swagger({ yaml: true });
  await app.close();
  return yaml;
}

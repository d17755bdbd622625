// The whole service on a free port, with its log kept for the test to read.
import type { AddressInfo } from 'node:net';
import { withoutKey } from '../../../src/service/http/access.ts';
import { type AppOptions, buildApp } from '../../../src/service/http/app.ts';
import { createLog } from '../../../src/service/http/log.ts';
import { openMemoryDesk } from '../../../src/service/jobs/memory-desk.ts';
import { patientRedactor } from '../../../src/service/jobs/patient-redactor.ts';
import { createMetrics } from '../../../src/service/metrics.ts';
import { counted } from '../../../src/service/sandbox/counted.ts';
import {
  createSandbox,
  SANDBOX_DEFAULTS,
  type SandboxOptions,
} from '../../../src/service/sandbox/sandbox.ts';

const MEGABYTE = 1024 * 1024;

export interface Running {
  readonly url: string;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export async function startService(
  app: Partial<AppOptions> = {},
  sandboxOptions: Partial<SandboxOptions> = {},
): Promise<Running> {
  const lines: string[] = [];
  const children = createSandbox({
    ...SANDBOX_DEFAULTS,
    workers: 1,
    rulesFolder: 'rules',
    ...sandboxOptions,
  });
  const metrics = createMetrics(async () => ({ backlog: 0, givenUp: 0 }));
  const sandbox = counted(children, metrics.document);
  const desk = openMemoryDesk(patientRedactor(sandbox), {
    bytes: 64 * MEGABYTE,
    milliseconds: 60_000,
  });
  const server = await buildApp({
    sandbox,
    desk,
    isBusy: async () => false,
    ledger: undefined,
    reviews: undefined,
    webhooks: undefined,
    findSigner: async () => undefined,
    sites: undefined,
    metrics,
    signIn: undefined,
    identify: withoutKey(),
    isOpen: true,
    maxUploadBytes: 100 * MEGABYTE,
    uploadBudgetBytes: 400 * MEGABYTE,
    waitMs: 60_000,
    publishBudgetMs: 60_000,
    fetchAttachment: () => Promise.reject(new Error('no attachment is fetched here')),
    ratePerMinute: 0,
    trustProxy: 0,
    log: createLog('info', { write: (line) => lines.push(line) }),
    ...app,
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => lines.join(''),
    stop: async () => {
      await server.close();
      await sandbox.close();
    },
  };
}

/** A form with one document, as curl or a browser would send it. */
export function form(
  content: string | Uint8Array<ArrayBuffer>,
  name = '名单.txt',
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  data.append('file', new Blob([content]), name);
  return data;
}

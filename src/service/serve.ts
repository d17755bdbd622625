import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
import { open, withKey } from './http/access.ts';
import { type App, buildApp } from './http/app.ts';
import { createLog } from './http/log.ts';
import { openMemoryDesk } from './jobs/memory-desk.ts';
import { attachmentFetcher } from './publish/fetch-attachment.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
const MEGABYTE = 1024 * 1024;
const GRACE_MS = 30_000;

/** Starts the service from the environment and keeps it running until a signal ends it. */
export async function serve(environment = process.env): Promise<void> {
  const configuration = configurationOrExit(environment);
  const log = createLog(configuration.logLevel);
  const sandbox = createSandbox({
    ...configuration,
    memoryMb: configuration.documentMemoryMb,
    seconds: configuration.documentSeconds,
    maxFileBytes: configuration.maxUploadMb * MEGABYTE,
  });
  const app = await wire(configuration, sandbox, log);
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, 'stopping after an unexpected error');
    await app.close();
    await sandbox.close();
  });
  try {
    await sandbox.catalog;
    await app.listen({ host: configuration.host, port: configuration.port });
  } catch (error) {
    await sandbox.close();
    giveUp(error instanceof Error ? error.message : String(error));
  }
  greet(app, configuration);
}

function wire(configuration: Configuration, sandbox: Sandbox, log: ReturnType<typeof createLog>) {
  const desk = openMemoryDesk(
    ({ name, policy, bytes }) => sandbox.redact({ name, policy, wantsOutput: true }, bytes),
    {
      bytes: configuration.resultsMb * MEGABYTE,
      milliseconds: configuration.resultMinutes * 60_000,
    },
  );
  return buildApp({
    sandbox,
    desk,
    log,
    identify: configuration.apiKey === undefined ? open : withKey(configuration.apiKey),
    isOpen: configuration.isOpen,
    maxUploadBytes: configuration.maxUploadMb * MEGABYTE,
    uploadBudgetBytes: configuration.uploadBudgetMb * MEGABYTE,
    waitMs: configuration.waitSeconds * 1000,
    publishBudgetMs: configuration.publishBudgetMs,
    fetchAttachment: attachmentFetcher({
      internalHosts: configuration.internalHosts,
      maxBytes: configuration.maxUploadMb * MEGABYTE,
    }),
    ratePerMinute: configuration.ratePerMinute,
    trustProxy: configuration.trustProxy,
  });
}

function configurationOrExit(environment: NodeJS.ProcessEnv): Configuration {
  try {
    return readConfiguration(environment, RULES);
  } catch (error) {
    if (error instanceof ConfigurationError) giveUp(error.message);
    throw error;
  }
}

function giveUp(why: string): never {
  process.stderr.write(`clearpost: ${why}\n`);
  process.exit(2);
}

function greet(app: App, { isOpen }: Configuration): void {
  const [address] = app.addresses();
  if (!address || typeof address === 'string') return;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = `http://${host}:${address.port}/`;
  const access = isOpen ? '' : '（需要访问密钥 · an API key is needed）';
  process.stderr.write(`Clearpost 已启动：${url}${access}\nClearpost is up at ${url}\n`);
}

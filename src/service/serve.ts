import { fileURLToPath } from 'node:url';
import { type Configuration, noKey, readConfiguration } from './configuration.ts';
import { webhookPoster } from './fetch/post-guarded.ts';
import { type App, type AppOptions, buildApp } from './http/app.ts';
import { createLog } from './http/log.ts';
import { hasMadeKey, identityOf } from './identity.ts';
import { type Backing, openDesk } from './jobs/desk.ts';
import { lateDesk } from './jobs/late-desk.ts';
import { openMemoryDesk } from './jobs/memory-desk.ts';
import { patientRedactor } from './jobs/patient-redactor.ts';
import { type Redactor, startWorker } from './jobs/worker.ts';
import { createMetrics, type Standing } from './metrics.ts';
import { openSandbox } from './open-sandbox.ts';
import { fingerprintKey, openStore, type Store } from './open-store.ts';
import { attachmentFetcher } from './publish/fetch-attachment.ts';
import { openReviews } from './review/reviews.ts';
import { counted } from './sandbox/counted.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { openSites, type SiteWork, startSiteWork } from './site-work.ts';
import { giveUp } from './start-failure.ts';
import { givenUp } from './store/redactions.ts';
import { untilStopped } from './until-stopped.ts';
import { startDeliveries } from './webhooks/deliver.ts';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
const MEGABYTE = 1024 * 1024;
const UNEXPECTED = 'stopping after an unexpected error';
const BACKLOG_LOOK_MS = 1000;

/** Starts the service from the environment and keeps it running until a signal ends it. Throws ConfigurationError. */
export async function serve(environment = process.env): Promise<void> {
  const configuration = readConfiguration(environment, RULES);
  const log = createLog(configuration.logLevel);
  const metrics = createMetrics(() => standingOf(store));
  const sandbox = counted(openServing(configuration), metrics.document);
  const store =
    configuration.store === 'memory' ? undefined : openStoreOf(configuration, log, sandbox);
  // Nothing can be done without it; whoever waits for it elsewhere need not say so as well.
  store?.catch(giveUp);
  const redactor = patientRedactor(sandbox);
  const desk = store
    ? lateDesk(store.then(({ backing }) => openDesk(backing)))
    : openMemoryDesk(redactor, {
        bytes: configuration.resultsMb * MEGABYTE,
        milliseconds: configuration.resultMinutes * 60_000,
      });
  const parts = {
    sandbox,
    desk,
    log,
    metrics,
    isBusy: busySign(configuration, store),
    ledger: store?.then(({ backing }) => backing),
    reviews: store?.then(({ backing }) => openReviews(backing, sandbox)),
    webhooks: store?.then(({ backing: { db, keyring, queue } }) => ({
      db,
      keyring,
      line: queue.deliveries,
    })),
    sites: store?.then(({ backing }) => openSites(backing)),
  };
  let app: App | undefined;
  let work: SiteWork | undefined;
  return untilStopped({
    start: async () => {
      app = await wire(configuration, parts);
      await sandbox.catalog;
      await refuseWithoutKeys(configuration, store);
      await app.listen({ host: configuration.host, port: configuration.port });
      greet(app, configuration);
      const opened = await store;
      if (opened) work = await startWork(opened.backing, redactor, sandbox, configuration, log);
    },
    stop: async (seconds) => {
      await app?.close();
      await work?.stop();
      await (await store?.catch(() => undefined))?.close(seconds);
      await sandbox.close();
    },
    onError: (err) => log.fatal({ err }, UNEXPECTED),
  });
}

/** Only then is the database waited for before listening. */
async function refuseWithoutKeys(
  { needsMadeKey, host }: Configuration,
  store: Promise<Store> | undefined,
): Promise<void> {
  if (!needsMadeKey || !store) return;
  if (!(await hasMadeKey((await store).backing.db))) throw noKey(host);
}

const standingOf = async (store: Promise<Store> | undefined): Promise<Standing> => {
  if (!store) return { backlog: 0, givenUp: 0 };
  const { db, queue } = (await store).backing;
  return { backlog: await queue.backlog(), givenUp: await givenUp(db) };
};

/** Works off redactions without serving anyone, on any number of machines beside one database. Throws ConfigurationError. */
export async function work(environment = process.env): Promise<void> {
  const configuration = readConfiguration(environment, RULES);
  const log = createLog(configuration.logLevel);
  const sandbox = openServing(configuration);
  let store: Promise<Store> | undefined;
  let sites: SiteWork | undefined;
  return untilStopped({
    start: async () => {
      await sandbox.catalog;
      store = openStoreOf(configuration, log, sandbox);
      const { backing } = await store;
      sites = await startWork(backing, patientRedactor(sandbox), sandbox, configuration, log);
      process.stderr.write('Clearpost worker 已就绪 · is ready\n');
    },
    stop: async (seconds) => {
      await sites?.stop();
      await (await store?.catch(() => undefined))?.close(seconds);
      await sandbox.close();
    },
    onError: (err) => log.fatal({ err }, UNEXPECTED),
  });
}

const DELIVERIES = 4;

/** Takes redactions and messages from their lines, and scans sites. */
async function startWork(
  backing: Backing,
  redactor: Redactor,
  sandbox: Sandbox,
  { workers, internalHosts, crawl, browser, rulesFolder }: Configuration,
  log: Log,
): Promise<SiteWork> {
  await startWorker(backing, redactor, workers, (redaction) =>
    log.error({ redaction }, 'a redaction was given up'),
  );
  await startDeliveries(backing, webhookPoster(internalHosts), DELIVERIES);
  return startSiteWork(await openSites(backing), sandbox, {
    rulesFolder,
    concurrency: crawl,
    looks: workers + 1,
    browserPath: browser,
    onError: (err) => log.error({ err }, 'a scan is in trouble'),
  });
}

type Log = ReturnType<typeof createLog>;

const openStoreOf = (configuration: Configuration, log: Log, sandbox: Sandbox): Promise<Store> =>
  openStore(
    configuration,
    (err) => log.error({ err }, 'the store is in trouble'),
    async (policyId) =>
      (await sandbox.catalog).policies.find(({ id }) => id === policyId)?.retention,
  );

/** Without a store there is nothing that a fingerprint of yesterday could be compared with. */
const openServing = (configuration: Configuration): Sandbox =>
  openSandbox(
    configuration,
    configuration.store === 'database' ? { fingerprintKey: fingerprintKey(configuration) } : {},
  );

/** True while the line is so long that another redaction must come back later; looked up once a second. */
function busySign({ backlog }: Configuration, store: Promise<Store> | undefined) {
  if (!store) return async () => false;
  let looked = 0;
  let isBusy = false;
  return async () => {
    if (Date.now() - looked > BACKLOG_LOOK_MS) {
      looked = Date.now();
      isBusy = (await (await store).backing.queue.backlog()) >= backlog;
    }
    return isBusy;
  };
}

function wire(
  configuration: Configuration,
  parts: Pick<
    AppOptions,
    'sandbox' | 'desk' | 'log' | 'isBusy' | 'ledger' | 'reviews' | 'webhooks' | 'sites' | 'metrics'
  >,
): Promise<App> {
  const { ledger } = parts;
  return buildApp({
    ...parts,
    ...identityOf(configuration, ledger),
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

function greet(app: App, { isOpen }: Configuration): void {
  const [address] = app.addresses();
  if (!address || typeof address === 'string') return;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = `http://${host}:${address.port}/`;
  const access = isOpen ? '' : '（需要访问密钥 · an API key is needed）';
  process.stderr.write(`Clearpost 已启动：${url}${access}\nClearpost is up at ${url}\n`);
}

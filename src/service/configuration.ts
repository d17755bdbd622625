import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type BucketSettings, readBucket } from './bucket-settings.ts';
import { readRetention } from './retention-settings.ts';
import { ConfigurationError, type Environment, readerOf, type Setting } from './setting-reader.ts';
import { readSignIn, type SignInSettings } from './sign-in-settings.ts';
import type { Retention } from './store/retention.ts';

/** What the operator decides, by environment variables. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly rulesFolder: string;
  /** Policies of the operator's own. */
  readonly policiesFolder: string | undefined;
  /** `database` keeps redactions and works them off in order; `memory` forgets them with the process. */
  readonly store: string;
  /** A PostgreSQL of one's own; undefined for the embedded one in the data folder. */
  readonly databaseUrl: string | undefined;
  /** The master keys; undefined for a file in the data folder, made when there is none. */
  readonly keyringFile: string | undefined;
  /** A bucket for the sealed files; undefined for a folder of the data folder. */
  readonly bucket: BucketSettings | undefined;
  /** How long things are kept where a policy says nothing else. */
  readonly retention: Retention;
  /** Redactions that may stand in line; one more is turned away. */
  readonly backlog: number;
  readonly apiKey: string | undefined;
  /** How people sign in; undefined where only keys are asked for. */
  readonly signIn: SignInSettings | undefined;
  /** True when nobody is asked for a key. */
  readonly isOpen: boolean;
  /** True when the door may open only because keys were made before: without one nobody could enter. */
  readonly needsMadeKey: boolean;
  readonly maxUploadMb: number;
  readonly uploadBudgetMb: number;
  readonly workers: number;
  readonly documentMemoryMb: number;
  readonly documentSeconds: number;
  /** `auto`: convert by LibreOffice what cannot be opened, where it is installed; `off`: never. */
  readonly libreOffice: string;
  readonly queue: number;
  readonly documentsPerChild: number;
  readonly waitSeconds: number;
  /** How long a CMS is kept waiting for a decision. */
  readonly publishBudgetMs: number;
  /** Pages of sites in hand at once; 0 leaves crawling to other processes. */
  readonly crawl: number;
  /** A Chromium for sites whose pages are built by scripts; undefined reads none of them. */
  readonly browser: string | undefined;
  /** Hosts (`name:port`) that attachments may be fetched from although their addresses are not public. */
  readonly internalHosts: readonly string[];
  readonly resultsMb: number;
  readonly resultMinutes: number;
  /** Of one address. */
  readonly ratePerMinute: number;
  /** Of one made key or signed-in person where nothing else is said of it; 0 for no limit. */
  readonly keyRatePerMinute: number;
  /** How many proxies stand in front. Whoever is further away may say what they like of where they are. */
  readonly trustProxy: number;
  readonly logLevel: string;
  /** Every variable that was read, for an operator to look at. */
  readonly settings: readonly Setting[];
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];
const SHORTEST_KEY = 24;

/** Reads and checks every variable at once. Throws ConfigurationError. */
export function readConfiguration(environment: Environment, rulesFolder: string): Configuration {
  const read = readerOf(environment);
  const host = read.text('HOST', '127.0.0.1');
  const apiKey = read.secret('CLEARPOST_API_KEY');
  const saysOpen = read.flag('CLEARPOST_OPEN');
  refuseShortKey(apiKey);
  const signIn = readSignIn(read);
  const isOpen = apiKey === undefined && !signIn && (saysOpen || LOOPBACK.test(host));
  const maxUploadMb = read.count('CLEARPOST_MAX_UPLOAD_MB', 100, 1, 1024);
  const configuration = {
    host,
    port: read.count('PORT', 8080, 0, 65_535),
    dataFolder: resolve(read.text('CLEARPOST_DATA_DIR', 'data')),
    rulesFolder: read.folder('CLEARPOST_RULES_DIR') ?? rulesFolder,
    policiesFolder: read.folder('CLEARPOST_POLICIES_DIR'),
    store: read.oneOf('CLEARPOST_STORE', 'database', ['database', 'memory']),
    databaseUrl: databaseUrl(read.secret('DATABASE_URL')),
    keyringFile: read.text('CLEARPOST_KEYRING', '') || undefined,
    bucket: readBucket(read),
    retention: readRetention(read),
    backlog: read.count('CLEARPOST_BACKLOG', 1000, 1, 1_000_000),
    apiKey,
    signIn,
    isOpen,
    needsMadeKey: apiKey === undefined && !signIn && !isOpen,
    maxUploadMb,
    uploadBudgetMb: read.count('CLEARPOST_UPLOAD_BUDGET_MB', maxUploadMb * 4, maxUploadMb, 65_536),
    workers: read.count('CLEARPOST_WORKERS', availableParallelism(), 1, 256),
    documentMemoryMb: read.count('CLEARPOST_DOCUMENT_MEMORY_MB', 1536, 256, 65_536),
    documentSeconds: read.count('CLEARPOST_DOCUMENT_SECONDS', 120, 1, 3600),
    libreOffice: read.oneOf('CLEARPOST_LIBREOFFICE', 'auto', ['auto', 'off']),
    queue: read.count('CLEARPOST_QUEUE', 32, 1, 10_000),
    documentsPerChild: read.count('CLEARPOST_DOCUMENTS_PER_CHILD', 500, 1, 100_000),
    waitSeconds: read.count('CLEARPOST_WAIT_SECONDS', 100, 1, 600),
    publishBudgetMs: read.count('CLEARPOST_PUBLISH_BUDGET_MS', 5000, 50, 120_000),
    browser: read.text('CLEARPOST_BROWSER', '') || undefined,
    crawl: read.count('CLEARPOST_CRAWL', 8 * availableParallelism(), 0, 1024),
    internalHosts: read.list('CLEARPOST_INTERNAL_HOSTS'),
    resultsMb: read.count('CLEARPOST_RESULTS_MB', 512, 1, 65_536),
    resultMinutes: read.count('CLEARPOST_RESULT_MINUTES', 60, 1, 1440),
    ratePerMinute: read.count('CLEARPOST_RATE_PER_MINUTE', 1200, 0, 1_000_000),
    keyRatePerMinute: read.count('CLEARPOST_KEY_RATE_PER_MINUTE', 1200, 0, 1_000_000),
    trustProxy: proxiesIn(
      read.oneOf('CLEARPOST_TRUST_PROXY', 'false', ['false', 'true', '1', '2', '3', '4', '5']),
    ),
    logLevel: read.oneOf('CLEARPOST_LOG_LEVEL', 'info', LOG_LEVELS),
    settings: read.settings,
  };
  refuseUnknown(environment, read.settings);
  refuseWithoutDatabase(configuration);
  if (configuration.needsMadeKey && !hasDatabase(configuration)) throw noKey(host);
  return configuration;
}

/** Commands read it themselves: the password of a document is no setting. */
const OF_COMMANDS = 'CLEARPOST_PASSWORD';

/** `true` is one proxy. */
const proxiesIn = (text: string): number =>
  text === 'false' ? 0 : text === 'true' ? 1 : Number(text);

/** A name that is spelt wrong would be a limit that does not hold. */
function refuseUnknown(environment: Environment, settings: readonly Setting[]): void {
  const known = new Set([OF_COMMANDS, ...settings.map(({ name }) => name)]);
  const [unknown] = Object.keys(environment).filter(
    (name) => name.startsWith('CLEARPOST_') && !known.has(name),
  );
  if (unknown === undefined) return;
  throw new ConfigurationError(`没有 ${unknown} 这个变量 · there is no variable ${unknown}`);
}

/** node-postgres takes what is no address for the name of a database on a host of its own invention. */
function databaseUrl(url: string | undefined): string | undefined {
  if (url === undefined || /^(?:postgres(?:ql)?|socket):\/\//.test(url)) return url;
  throw new ConfigurationError(
    'DATABASE_URL 应为 postgres://用户:密码@主机/数据库 · DATABASE_URL must be like postgres://user:password@host/database',
  );
}

function refuseShortKey(apiKey: string | undefined): void {
  if (apiKey === undefined || apiKey.length >= SHORTEST_KEY) return;
  throw new ConfigurationError(
    `CLEARPOST_API_KEY 至少 ${SHORTEST_KEY} 个字符 · CLEARPOST_API_KEY needs at least ${SHORTEST_KEY} characters`,
  );
}

function refuseWithoutDatabase({ store, signIn, needsMadeKey, host }: Configuration): void {
  if (store === 'database') return;
  if (needsMadeKey) throw noKey(host);
  if (!signIn) return;
  throw new ConfigurationError(
    'CLEARPOST_OIDC_ISSUER 需要数据库，不能与 CLEARPOST_STORE=memory 同用 · needs a database',
  );
}

/** Whether there can be keys that were made over HTTP. */
const hasDatabase = ({ databaseUrl, dataFolder }: Configuration): boolean =>
  databaseUrl !== undefined || existsSync(join(dataFolder, 'database/pgdata'));

/** Why the door stays shut. */
export const noKey = (host: string): ConfigurationError =>
  new ConfigurationError(
    `HOST=${host} 可从其他机器访问，须先有密钥或登录：设 CLEARPOST_API_KEY 或 CLEARPOST_OIDC_ISSUER，或先 clearpost keys create` +
      `（CLEARPOST_OPEN=true 则不再检查身份） · HOST=${host} can be reached from other machines: set CLEARPOST_API_KEY or ` +
      'CLEARPOST_OIDC_ISSUER, or make one with clearpost keys create (CLEARPOST_OPEN=true lets everyone in)',
  );

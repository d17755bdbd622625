// One crawler in a process of its own, as `clearpost worker` runs it, to be killed or measured from outside.
// node crawler-process.ts '{"connection":…,"keyring":"k1:…","concurrency":16}'
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { openAddressBook } from '../../../src/service/site/address-book.ts';
import { startCrawler } from '../../../src/service/site/crawler.ts';
import { counterOf } from '../../../src/service/site-work.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';

const { connection, keyring: text, concurrency, workers } = JSON.parse(process.argv[2] ?? '{}');
const db = await openDatabase(connection);
const keyring = parseKeyring(text, 'test');
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers, rulesFolder: 'rules' });
let looks = 0;
const crawler = await startCrawler({
  db,
  keyring,
  book: await openAddressBook(db, keyring),
  sandbox: {
    catalog: sandbox.catalog,
    look: (...task) => {
      looks += 1;
      return sandbox.look(...task);
    },
  },
  count: await counterOf('rules'),
  concurrency,
  looks: workers + 1,
  retrySeconds: 0.2,
  onError: (error) => console.error(error),
});
console.log('ready');
process.on('SIGTERM', async () => {
  await crawler.stop();
  await sandbox.close();
  await db.destroy();
  console.log(JSON.stringify({ looks, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
});

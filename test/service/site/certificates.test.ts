// Live servers with good and bad certificates; the authority that signed them is trusted in this test alone.
import { readFileSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { crawl, exposuresAt, FAST } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';

const HERE = 'test/service/site/certificates';
const VALUE = '11010519491231002X';
const store = await openTestStore();
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
const servers: Server[] = [];
setDefaultCACertificates([...getCACertificates(), readFileSync(`${HERE}/authority.crt`, 'utf8')]);
afterAll(async () => {
  for (const one of servers) one.close();
  await sandbox.close();
  await store.close();
});

async function origin(certificate: string, answer?: (url: string) => string | undefined) {
  const pem = readFileSync(`${HERE}/${certificate}.pem`);
  const server = createServer({ key: pem, cert: pem }, ({ url = '/' }, response) => {
    const location = answer?.(url);
    if (location !== undefined) response.writeHead(302, { location }).end();
    else
      response
        .writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/html' })
        .end(url === '/' ? `<p>身份证号${VALUE}</p>` : '');
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it.each([
  ['self-signed', 'certificate-untrusted'],
  ['expired', 'certificate-expired'],
  ['wrong-host', 'certificate-wrong-host'],
])('does not scan a site whose certificate is %s, and says why', async (certificate, because) => {
  const progress = await crawl(store, sandbox, await origin(certificate));
  expect(progress).toMatchObject({ state: 'failed', because, done: 0 });
});

it.each(['self-signed', 'expired', 'wrong-host'])(
  'scans a site whose certificate is %s where that was allowed for it',
  async (certificate) => {
    const at = await origin(certificate);
    const progress = await crawl(store, sandbox, at, { ...FAST, acceptAnyCertificate: true });
    expect(progress).toMatchObject({ state: 'done', exposures: { new: 1 } });
  },
);

it('allows a bad certificate to the one site only that it was allowed for', async () => {
  await crawl(store, sandbox, await origin('self-signed'), { ...FAST, acceptAnyCertificate: true });
  const progress = await crawl(store, sandbox, await origin('self-signed'));
  expect(progress.because).toBe('certificate-untrusted');
});

it('scans a site whose certificate is good, and tells a name and password in a link to nobody', async () => {
  const told: (string | undefined)[] = [];
  const other = createPlain(({ headers }, response) => {
    told.push(headers.authorization);
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const elsewhere = `http://clerk:secret@127.0.0.1:${(other.address() as AddressInfo).port}/`;
  const at = await origin('good', (url) => (url === '/robots.txt' ? elsewhere : undefined));
  const progress = await crawl(store, sandbox, at, { ...FAST });
  expect(progress).toMatchObject({ state: 'failed', because: 'address-refused' });
  const plain = await origin('good');
  expect((await crawl(store, sandbox, plain)).state).toBe('done');
  expect(await exposuresAt(store.db, store.book, plain)).toHaveLength(1);
  expect(told).toEqual([]);
  other.close();
});

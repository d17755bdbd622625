import { expect, it } from 'vitest';
import { readConfiguration } from '../../src/service/configuration.ts';

const read = (environment: Record<string, string>) => readConfiguration(environment, 'rules');
const KEY = 'a-key-of-at-least-24-characters';

it('listens on loopback, port 8080, open to this machine, when nothing is said', () =>
  expect(read({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    isOpen: true,
    maxUploadMb: 100,
  }));

for (const host of ['0.0.0.0', '::', '192.168.1.5', 'example.org'])
  it(`refuses to listen on ${host} without a key`, () => {
    expect(() => read({ HOST: host })).toThrow('CLEARPOST_API_KEY');
    expect(read({ HOST: host, CLEARPOST_API_KEY: KEY })).toMatchObject({ isOpen: false });
    expect(read({ HOST: host, CLEARPOST_OPEN: 'true' })).toMatchObject({ isOpen: true });
  });

it('refuses a name that is spelt wrong: the limit it means would not hold', () =>
  expect(() => read({ CLEARPOST_MAX_UPLOD_MB: '5' })).toThrow('CLEARPOST_MAX_UPLOD_MB'));

it('lists every variable with its value, and no secret', () => {
  const { settings } = read({ PORT: '9000', CLEARPOST_API_KEY: KEY });
  expect(settings).toContainEqual({ name: 'PORT', value: '9000', isDefault: false });
  expect(settings).toContainEqual({
    name: 'CLEARPOST_WAIT_SECONDS',
    value: '100',
    isDefault: true,
  });
  expect(JSON.stringify(settings)).not.toContain(KEY);
});

it('asks for a key on loopback too when one is configured', () =>
  expect(read({ CLEARPOST_API_KEY: KEY })).toMatchObject({ isOpen: false, apiKey: KEY }));

for (const [name, value] of [
  ['PORT', '80a'],
  ['PORT', '70000'],
  ['CLEARPOST_MAX_UPLOAD_MB', '0'],
  ['CLEARPOST_WORKERS', '-1'],
  ['CLEARPOST_LOG_LEVEL', 'loud'],
  ['CLEARPOST_OPEN', 'yes'],
  ['CLEARPOST_API_KEY', 'short'],
] as const)
  it(`names the variable that is wrong: ${name}=${value}`, () =>
    expect(() => read({ [name]: value })).toThrow(name));

const BUCKET = {
  CLEARPOST_S3_ENDPOINT: 'https://s3.example.org',
  CLEARPOST_S3_BUCKET: 'clearpost',
  CLEARPOST_S3_ACCESS_KEY_ID: 'id',
  CLEARPOST_S3_SECRET_ACCESS_KEY: 'not to be shown',
};

it('keeps sealed files in a bucket when one is named whole', () => {
  expect(read({}).bucket).toBeUndefined();
  const { bucket, settings } = read(BUCKET);
  expect(bucket).toMatchObject({ bucket: 'clearpost', region: 'us-east-1', addressing: 'path' });
  expect(JSON.stringify(settings)).not.toContain('not to be shown');
});

for (const name of Object.keys(BUCKET).slice(1))
  it(`refuses a bucket without ${name}`, () =>
    expect(() => read({ ...BUCKET, [name]: '' })).toThrow(name));

it('refuses an endpoint that is no address, and a prefix that is no folder', () => {
  for (const endpoint of ['s3.example.org', 'ftp://s3.example.org', 'https://s3.example.org/x'])
    expect(() => read({ ...BUCKET, CLEARPOST_S3_ENDPOINT: endpoint })).toThrow('S3_ENDPOINT');
  expect(() => read({ ...BUCKET, CLEARPOST_S3_PREFIX: 'a' })).toThrow('S3_PREFIX');
});

const PROVIDER = {
  CLEARPOST_OIDC_ISSUER: 'https://login.example.gov.cn',
  CLEARPOST_OIDC_CLIENT_ID: 'clearpost',
  CLEARPOST_OIDC_CLIENT_SECRET: 'not to be shown',
  CLEARPOST_PUBLIC_URL: 'https://clearpost.example.gov.cn',
};

it('asks everybody to sign in where a provider is named, on any address', () => {
  for (const host of ['127.0.0.1', '0.0.0.0'])
    expect(read({ ...PROVIDER, HOST: host })).toMatchObject({
      isOpen: false,
      needsMadeKey: false,
      signIn: { clientId: 'clearpost', sessionHours: 8 },
    });
  expect(JSON.stringify(read(PROVIDER).settings)).not.toContain('not to be shown');
});

for (const name of Object.keys(PROVIDER).slice(1))
  it(`refuses a provider without ${name}`, () =>
    expect(() => read({ ...PROVIDER, [name]: '' })).toThrow(name));

it('refuses to send people to a provider in the clear, or with roles that mean nothing here', () => {
  for (const name of ['CLEARPOST_OIDC_ISSUER', 'CLEARPOST_PUBLIC_URL'])
    expect(() => read({ ...PROVIDER, [name]: 'http://login.example.gov.cn' })).toThrow(name);
  expect(() => read({ ...PROVIDER, CLEARPOST_OIDC_ROLES: 'clerk=root' })).toThrow('root');
  expect(() => read({ ...PROVIDER, CLEARPOST_STORE: 'memory' })).toThrow('CLEARPOST_STORE');
});

it('minds no variable that a command reads by itself', () =>
  expect(read({ CLEARPOST_PASSWORD: 'of a document' }).port).toBe(8080));

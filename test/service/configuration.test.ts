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

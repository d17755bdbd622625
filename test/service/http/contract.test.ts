import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contract } from '../../../src/service/http/contract.ts';
import { form, type Running, startService } from './start-service.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { readonly content?: Record<string, { schema: object }> }>;
}

const written = readFileSync('openapi.yaml', 'utf8');
const document = parse(written) as { paths: Record<string, Record<string, Operation>> };
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'openapi');

let service: Running;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

it('openapi.yaml is what the routes say (npm run openapi writes it)', async () => {
  expect(await contract()).toBe(written);
});

const LIST = '张三 身份证号 11010519491231002X\n';
const handIn = async () => {
  const answer = await fetch(`${service.url}/v1/redactions`, { method: 'POST', body: form(LIST) });
  return ((await answer.json()) as { id: string }).id;
};

type Ask = (path: string) => Promise<Response>;
const get =
  (headers: Record<string, string> = {}): Ask =>
  async (path) =>
    fetch(service.url + path.replace('{id}', await handIn()), { headers });
const getMissing: Ask = (path) => fetch(service.url + path.replace('{id}', crypto.randomUUID()));
const post =
  (body: FormData, headers: Record<string, string> = {}): Ask =>
  (path) =>
    fetch(service.url + path, { method: 'POST', body, headers });
const postJson =
  (body: object): Ask =>
  (path) =>
    fetch(service.url + path.replace('{id}', crypto.randomUUID()), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
const patchJson =
  (body: object): Ask =>
  (path) =>
    fetch(service.url + path.replace('{id}', crypto.randomUUID()), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
const destroy: Ask = async (path) =>
  fetch(service.url + path.replace('{id}', await handIn()), { method: 'DELETE' });

// Every operation of the contract must stand here: a new one cannot be forgotten.
const ASKED: Readonly<Record<string, readonly Ask[]>> = {
  getHealth: [get()],
  getReadiness: [get()],
  getMetrics: [get()],
  followRedaction: [get(), getMissing],
  listRules: [get()],
  listPolicies: [get()],
  listFormats: [get()],
  createRedaction: [
    post(form(LIST)),
    post(form(LIST), { prefer: 'respond-async' }),
    post(form(LIST), { accept: 'application/octet-stream' }),
    post(form(LIST), { accept: 'image/png' }),
    post(form('')),
    post(new FormData()),
  ],
  getRedaction: [get(), getMissing],
  getReport: [
    get(),
    get({ accept: 'text/html' }),
    get({ accept: 'application/sarif+json' }),
    getMissing,
  ],
  getMaskedDocument: [get(), getMissing],
  getPagePreview: [
    (path) => get()(path.replace('{page}', '1')),
    (path) => get()(path.replace('{page}', '0')),
    (path) => getMissing(path.replace('{page}', '1')),
  ],
  destroyRedaction: [destroy],
  // Without a database nothing can be decided; reviews.test.ts asks where there is one.
  decideFinding: [
    async (path) =>
      fetch(
        service.url + path.replace('{id}', await handIn()).replace('{findingId}', '0'.repeat(20)),
        {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: '{"action":"mask"}',
        },
      ),
  ],
  decideFindings: [
    async (path) =>
      fetch(service.url + path.replace('{id}', await handIn()), {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: `{"action":"mask","findings":["${'0'.repeat(20)}"]}`,
      }),
  ],
  listHeldRedactions: [(path) => get()(`${path}?verdict=review`), get()],
  addMask: [postJson({ text: '张三' }), postJson({})],
  takeMaskBack: [(path) => destroy(path.replace('{maskId}', crypto.randomUUID()))],
  releaseRedaction: [postJson({ ground: 'consent', reason: '公开' })],
  // As with decisions; webhooks.test.ts asks where there is a database.
  createWebhook: [postJson({ url: 'https://example.com/' }), postJson({ url: 'ftp://x' })],
  listWebhooks: [get()],
  deleteWebhook: [destroy],
  testWebhook: [postJson({})],
  listDeliveries: [getMissing],
  retryDelivery: [(path) => postJson({})(path.replace('{deliveryId}', crypto.randomUUID()))],
  // Without a database there are no sites; sites.test.ts asks where there is one.
  registerSite: [postJson({ origin: 'https://www.example.gov.cn' }), postJson({ origin: 'x' })],
  listSites: [get()],
  getSite: [getMissing],
  changeSite: [patchJson({ schedule: null }), patchJson({})],
  startScan: [postJson({})],
  listScans: [getMissing],
  getScan: [getMissing],
  followScan: [getMissing],
  changeScan: [patchJson({ state: 'paused' })],
  stopScan: [destroy],
  listExposures: [get()],
  getSiteReport: [getMissing],
  getSiteLetters: [getMissing],
  reportExposure: [postJson({ url: 'https://www.example.gov.cn/' }), postJson({ url: 'x' })],
  getExposureReport: [(path) => getMissing(path.replace('{ticket}', '{id}'))],
  getExposure: [getMissing],
  acceptExposure: [patchJson({ status: 'accepted', reason: '依法公开' }), patchJson({})],
  // Without a database there are neither keys nor a trail; authorisation.test.ts asks where there are.
  createApiKey: [postJson({ name: 'CMS', scopes: ['redact'] }), postJson({ name: 'CMS' })],
  listApiKeys: [get()],
  revokeApiKey: [
    (path) => fetch(service.url + path.replace('{id}', '0'.repeat(12)), { method: 'DELETE' }),
  ],
  // Nobody can sign in here; sign-in.test.ts does, with a provider.
  getWho: [get()],
  signIn: [get()],
  finishSignIn: [get()],
  signOut: [postJson({})],
  listSessions: [get()],
  endSession: [destroy],
  listAuditEvents: [get()],
  exportAudit: [get()],
  inspectDocument: [post(form(LIST)), post(form(''))],
  checkBeforePublishing: [
    postJson({ contentId: '1', title: '', html: `<p>${LIST}</p>` }),
    postJson({ contentId: '1' }),
  ],
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

it('asks every operation of the contract', () => {
  expect(Object.keys(ASKED).toSorted()).toEqual(
    operations.map(({ operation }) => operation.operationId).toSorted(),
  );
});

for (const { path, method, operation } of operations)
  for (const [turn, ask] of (ASKED[operation.operationId] ?? []).entries())
    it(`answers ${operation.operationId} (${turn + 1}) as the contract says`, async () => {
      const answer = await ask(path);
      const promised = operation.responses[answer.status];
      expect(promised, `status ${answer.status} is not in the contract`).toBeDefined();
      if (answer.status === 204) return;
      const mediaType = (answer.headers.get('content-type') ?? '').split(';')[0] as string;
      if (!mediaType.endsWith('json')) return;
      expect(Object.keys(promised?.content ?? {})).toContain(mediaType);
      const at = [
        'paths',
        path,
        method,
        'responses',
        answer.status,
        'content',
        mediaType,
        'schema',
      ];
      const validate = ajv.getSchema(`openapi#/${at.map(pointer).join('/')}`) as ValidateFunction;
      validate(await answer.json());
      expect(validate.errors).toBeNull();
    });

const pointer = (part: string | number) =>
  encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));

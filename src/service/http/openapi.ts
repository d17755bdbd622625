import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { VERSION } from '../version.ts';
import { ProblemSchema } from './schemas/problem.ts';
import { PublishCheckRequestSchema, PublishCheckSchema } from './schemas/publish-check.ts';
import { RedactionSchema, UploadSchema } from './schemas/redaction.ts';
import { ReportSchema } from './schemas/report.ts';
import {
  FindingDecisionSchema,
  FindingDecisionsSchema,
  NewMaskSchema,
  ReleaseSchema,
} from './schemas/review.ts';
import { ExposureSchema, ScanSchema, SiteSchema } from './schemas/site.ts';
import { NewWebhookSchema } from './schemas/webhook.ts';

/** Collects the routes that follow into the OpenAPI document. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  const schemas = [
    SiteSchema,
    ScanSchema,
    ExposureSchema,
    ProblemSchema,
    ReportSchema,
    RedactionSchema,
    UploadSchema,
    PublishCheckRequestSchema,
    PublishCheckSchema,
    FindingDecisionSchema,
    FindingDecisionsSchema,
    NewMaskSchema,
    ReleaseSchema,
    NewWebhookSchema,
  ];
  for (const schema of schemas) app.addSchema(schema);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Clearpost',
        version: VERSION,
        summary: '公示前把关：查出、去除、证明 · found, removed, proven before it is posted',
        description:
          'A notice goes in; what comes out is cleared to post, or the same file with every ' +
          'personal identifier removed and proven gone, or a hold.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This service' }],
      tags: [
        { name: 'redactions', description: 'Masked files and their reports' },
        { name: 'inspections', description: 'Reports only; nothing is kept' },
        { name: 'publish-checks', description: 'A CMS asks before it publishes' },
        { name: 'webhooks', description: 'Who is told of events' },
        { name: 'sites', description: 'What is online already: sites, scans, exposures' },
        { name: 'sign-in', description: 'People sign in with their office’s provider' },
        { name: 'api-keys', description: 'Who may do what' },
        { name: 'audit', description: 'Who did what, when, on which ground' },
        { name: 'catalog', description: 'Rules, policies, formats' },
        { name: 'health', description: 'Is it alive, is it ready' },
      ],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key' },
          signature: {
            type: 'apiKey',
            in: 'header',
            name: 'webhook-signature',
            description:
              'The body signed as Standard Webhooks says, with `webhook-id` and `webhook-timestamp`; ' +
              '`Clearpost-Key` (or `?key=`) names the key whose signing secret was used',
          },
        },
      },
      // A service on loopback may be open: then no key is needed.
      security: [{ apiKey: [] }, {}],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json.$id === 'string' ? json.$id : `def-${index}`,
    },
  });
}

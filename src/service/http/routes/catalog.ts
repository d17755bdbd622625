import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import type { Catalog } from '../../sandbox/messages.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { FormatList, PolicyList, RuleList } from '../schemas/catalog.ts';
import { problems } from '../schemas/problem.ts';

/** What the engine knows, as it is loaded right now. */
export function catalogRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  const list = (name: Exclude<keyof Catalog, 'engine'>, summary: string, schema: TSchema) =>
    app.get(
      `/v1/${name}`,
      {
        config: { needs: 'anyone' },
        schema: {
          operationId: `list${name.charAt(0).toUpperCase()}${name.slice(1)}`,
          summary,
          tags: ['catalog'],
          response: {
            200: { description: summary, content: { 'application/json': { schema } } },
            ...problems(),
          },
        },
      },
      async () => ({ items: (await sandbox.catalog)[name], next: null }),
    );
  list('rules', 'What is looked for, and on what legal basis', RuleList);
  list('policies', 'What may be published by whom', PolicyList);
  list('formats', 'What can be uploaded', FormatList);
}

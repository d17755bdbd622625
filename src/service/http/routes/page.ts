import type { FastifyInstance } from 'fastify';
import type { PageAssets } from '../page-assets.ts';

/** The page for people, and what it is made of. */
export function pageRoutes(app: FastifyInstance, { html, folder, files }: PageAssets): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(html),
  );
  for (const [path, { mediaType, content }] of files)
    app.get(`${folder}/${path}`, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type(mediaType)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(content),
    );
}

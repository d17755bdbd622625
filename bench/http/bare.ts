// The least that a publish check could be: a route that reads the body, hashes it, and answers.
import { createHash } from 'node:crypto';
import fastify from 'fastify';

const app = fastify();
app.post('/v1/publish-checks', async ({ body }) => ({
  decision: 'publish',
  contentHash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
}));
app.get('/readyz', async () => ({ status: 'ok' }));
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });

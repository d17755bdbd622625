// A child that hands every document back as its output.
import type { Answer } from '../../../src/service/sandbox/messages.ts';
import { serveTasks } from '../../../src/service/sandbox/serve-tasks.ts';

await serveTasks(async () => [
  {
    kind: 'ready',
    catalog: { formats: [], policies: [], rules: [], engine: { version: '', rules: '' } },
  },
  async (_task, bytes) => ({
    answer: { kind: 'done', report: {} } as unknown as Answer,
    blobs: [bytes],
  }),
]);

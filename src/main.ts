// What `npm start` runs.
import { followStarter } from './service/follow-starter.ts';
import { serve } from './service/serve.ts';
import { giveUp } from './service/start-failure.ts';

if (process.env.npm_lifecycle_event === 'start')
  followStarter(() => process.kill(process.pid, 'SIGTERM'));
await serve().catch(giveUp);

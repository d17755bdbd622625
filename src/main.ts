// What `npm start` runs.
import { serve } from './service/serve.ts';
import { giveUp } from './service/start-failure.ts';

const LOOK_MS = 1000;

followStarter();
await serve().catch(giveUp);

/** The shell between npm and this process passes no signal on: when it is gone, somebody wanted us to stop. */
function followStarter(): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const starter = process.ppid;
  setInterval(() => {
    if (process.ppid !== starter) process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS).unref();
}

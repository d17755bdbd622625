import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxBusy } from '../sandbox/pool.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Redactor } from './worker.ts';

const PAUSE_MS = 250;

/** Redacts in the sandbox. What was accepted once waits for a child as long as it takes. */
export const patientRedactor =
  (sandbox: Sandbox): Redactor =>
  async ({ name, policy, password, context, bytes }, findingKey) => {
    const keyed = findingKey && { findingKey: findingKey.toString('base64') };
    const task = { name, policy, password, context: context ?? undefined, wantsOutput: true };
    for (;;) {
      try {
        return await sandbox.redact({ ...task, ...keyed }, bytes);
      } catch (error) {
        if (!(error instanceof SandboxBusy)) throw error;
        await sleep(PAUSE_MS);
      }
    }
  };

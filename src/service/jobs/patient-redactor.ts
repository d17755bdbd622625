import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxBusy } from '../sandbox/pool.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Redactor } from './worker.ts';

const PAUSE_MS = 250;

/** Redacts in the sandbox. What was accepted once waits for a child as long as it takes. */
export const patientRedactor =
  (sandbox: Sandbox): Redactor =>
  async ({ name, policy, password, context, bytes }) => {
    for (;;) {
      try {
        return await sandbox.redact(
          { name, policy, password, context: context ?? undefined, wantsOutput: true },
          bytes,
        );
      } catch (error) {
        if (!(error instanceof SandboxBusy)) throw error;
        await sleep(PAUSE_MS);
      }
    }
  };

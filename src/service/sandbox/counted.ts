import { DocumentError } from '../../engine/core/errors.ts';
import { SandboxBusy } from './pool.ts';
import type { Sandbox } from './sandbox.ts';

/** How one document ended: a verdict, a document error's code, `busy` or `failed`. */
export type Ending = string;

/** The same sandbox, which tells how each document ended and how many seconds it took. */
export function counted(
  sandbox: Sandbox,
  tell: (ending: Ending, seconds: number) => void,
): Sandbox {
  return {
    ...sandbox,
    async redact(task, bytes, signal) {
      const began = performance.now();
      const told = (ending: Ending) => tell(ending, (performance.now() - began) / 1000);
      try {
        const outcome = await sandbox.redact(task, bytes, signal);
        told(outcome.report.verdict);
        return outcome;
      } catch (error) {
        told(endingOf(error));
        throw error;
      }
    },
  };
}

function endingOf(error: unknown): Ending {
  if (error instanceof DocumentError) return error.code;
  return error instanceof SandboxBusy ? 'busy' : 'failed';
}

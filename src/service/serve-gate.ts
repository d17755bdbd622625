import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { readConfiguration } from './configuration.ts';
import { buildGate } from './gate/gate.ts';
import { createLog } from './http/log.ts';
import { checkFile } from './publish/check-file.ts';
import { createSandbox } from './sandbox/sandbox.ts';
import { untilStopped } from './until-stopped.ts';

export interface GateWish {
  /** The CMS behind the gate. */
  readonly upstream: string;
  readonly policy: string;
  readonly publishPaths: readonly string[];
  readonly onFindings: 'replace' | 'hold';
}

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
const MEGABYTE = 1024 * 1024;
/** As long as the usual proxies wait for what stands behind them. */
const ANSWER_MS = 300_000;

/** Stands in front of a CMS until a signal ends it. Throws ConfigurationError. */
export async function serveGate(wish: GateWish, environment = process.env): Promise<void> {
  // Who may sign in is the business of the CMS behind: the gate itself answers nobody's questions.
  const configuration = readConfiguration({ ...environment, CLEARPOST_OPEN: 'true' }, RULES);
  const maxBytes = configuration.maxUploadMb * MEGABYTE;
  const sandbox = createSandbox({
    ...configuration,
    memoryMb: configuration.documentMemoryMb,
    seconds: configuration.documentSeconds,
    maxFileBytes: maxBytes,
  });
  const log = createLog(configuration.logLevel);
  let gate: FastifyInstance | undefined;
  return untilStopped({
    start: async () => {
      gate = await buildGate({
        ...wish,
        check: (file) => checkFile(file, wish.policy, sandbox),
        maxBodyBytes: maxBytes,
        budgetBytes: configuration.uploadBudgetMb * MEGABYTE,
        answerMs: ANSWER_MS,
        log,
      });
      await sandbox.catalog;
      const url = await gate.listen({ host: configuration.host, port: configuration.port });
      process.stderr.write(
        `Clearpost 已在 ${url} 把关，其后是 ${wish.upstream} · stands at ${url} in front of ${wish.upstream}\n`,
      );
    },
    stop: async () => {
      await gate?.close();
      await sandbox.close();
    },
    onError: (err) => log.fatal({ err }, 'stopping after an unexpected error'),
  });
}

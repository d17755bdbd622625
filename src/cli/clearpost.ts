#!/usr/bin/env node
import { serve, work } from '../service/serve.ts';
import { serveGate } from '../service/serve-gate.ts';
import { giveUp } from '../service/start-failure.ts';
import { VERSION } from '../service/version.ts';
import { runKeys } from './access/keys.ts';
import { runSessions } from './access/sessions.ts';
import { readArguments, UsageError } from './arguments.ts';
import { exportTrail } from './export-trail.ts';
import { list } from './list.ts';
import { printConfiguration } from './print-configuration.ts';
import { processFiles } from './process-files.ts';
import { rescanSite } from './rescan/rescan.ts';
import { RESCAN_USAGE } from './rescan/usage.ts';
import { USAGE } from './usage.ts';
import { verifyExport } from './verify-export.ts';
import { verifyTrail } from './verify-trail.ts';

const FAILURE = 2;

/** Runs one command; resolves with the exit code, or with nothing while a server goes on running. */
async function run(args: readonly string[]): Promise<number | undefined> {
  const wish = readArguments(args);
  switch (wish.command) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      return 0;
    case 'serve':
      await serve();
      return undefined;
    case 'worker':
      await work();
      return undefined;
    case 'keys':
      return runKeys(wish);
    case 'sessions':
      return runSessions(wish);
    case 'gate':
      await serveGate(wish.gate);
      return undefined;
    case 'rescan':
      return rescanSite(wish.rescan, wish);
    case 'rescan-help':
      process.stdout.write(RESCAN_USAGE);
      return 0;
    case 'config':
      return printConfiguration();
    case 'audit-verify':
      return verifyTrail(wish.head);
    case 'audit-file':
      return verifyExport(wish.file, wish.key);
    case 'audit-export':
      return exportTrail(wish.file, wish.after);
    case 'policies':
    case 'rules':
      return list(wish.command, wish.json);
    default:
      return processFiles(wish);
  }
}

try {
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  if (!(error instanceof UsageError)) giveUp(error);
  process.stderr.write(
    `clearpost: ${error.message}\n用法见 clearpost --help · see clearpost --help\n`,
  );
  process.exitCode = FAILURE;
}

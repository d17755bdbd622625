import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { DocumentError } from '../engine/core/errors.ts';
import type { SandboxOutcome } from '../service/sandbox/outcome.ts';
import { SANDBOX_DEFAULTS, type Sandbox } from '../service/sandbox/sandbox.ts';
import { UsageError, type Wish } from './arguments.ts';
import { openSandbox } from './open-sandbox.ts';
import { jsonLine, lines } from './print.ts';
import { createProgress } from './progress.ts';
import { OutputTaken, outputFolder, type Written } from './write-results.ts';

/** Exit codes, as in the usage. */
const PUBLISH = 0;
const FINDINGS = 1;
const FAILURE = 2;

type FileWish = Extract<Wish, { command: 'redact' | 'inspect' }>;

/** What became of one file. */
export type FileResult =
  | { readonly file: string; readonly outcome: SandboxOutcome; readonly written: Written }
  | { readonly file: string; readonly code: string; readonly detail: string };

/** Redacts or inspects every file in the sandbox; resolves with the exit code. */
export async function processFiles(wish: FileWish): Promise<number> {
  const workers = Math.min(wish.files.length, availableParallelism());
  const sandbox = openSandbox(workers, wish.files.length);
  const progress = createProgress(wish.files.length);
  try {
    await refuseUnknownPolicy(wish.policy, sandbox);
    const folder = await outputFolder(wish);
    const password = await passwordOf(wish);
    const left = [...wish.files.keys()];
    const codes: number[] = [];
    const work = async () => {
      for (let index = left.shift(); index !== undefined; index = left.shift()) {
        const result = await processFile(
          { file: wish.files[index] as string, password },
          wish,
          sandbox,
          folder,
        );
        codes.push(codeOf(result, wish.command));
        progress.clear();
        process.stdout.write(wish.json ? jsonLine(result) : lines(result, wish.command));
        progress.advance();
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    return Math.max(...codes);
  } finally {
    progress.clear();
    await sandbox.close();
  }
}

type Folder = Awaited<ReturnType<typeof outputFolder>>;

async function processFile(
  { file, password }: { readonly file: string; readonly password: string | undefined },
  { policy, command }: FileWish,
  sandbox: Sandbox,
  folder: Folder,
): Promise<FileResult> {
  try {
    const bytes = await bytesOf(file);
    const task = { name: basename(file), policy, password, wantsOutput: command === 'redact' };
    const outcome = await sandbox.redact(task, bytes);
    return { file, outcome, written: await folder.write(outcome) };
  } catch (error) {
    return { file, ...failureOf(error) };
  }
}

/** Never an argument: those are seen by everyone on the machine. */
async function passwordOf({ passwordFile }: FileWish): Promise<string | undefined> {
  if (passwordFile === undefined) return process.env.CLEARPOST_PASSWORD;
  try {
    return (await readFile(passwordFile, 'utf8')).replace(/\r?\n$/, '');
  } catch {
    throw new UsageError('密码文件读不了 · the password file cannot be read');
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  const megabytes = SANDBOX_DEFAULTS.maxFileBytes / 1024 / 1024;
  if ((await stat(file)).size > SANDBOX_DEFAULTS.maxFileBytes)
    throw new DocumentError(
      'document-limit-exceeded',
      `文件超过 ${megabytes} MB · larger than ${megabytes} MB`,
    );
  return readFile(file);
}

function failureOf(error: unknown): { code: string; detail: string } {
  if (error instanceof DocumentError)
    return { code: error.code, detail: error.detail ?? error.code };
  if (error instanceof OutputTaken) return { code: 'output-exists', detail: error.message };
  const code = (error as NodeJS.ErrnoException).code;
  if (code?.startsWith('E') && 'syscall' in (error as object))
    return {
      code: 'file-unusable',
      detail: `文件读写失败（${code}） · cannot read or write (${code})`,
    };
  return { code: 'internal', detail: '内部错误 · internal error' };
}

function codeOf(result: FileResult, command: FileWish['command']): number {
  if (!('outcome' in result)) return FAILURE;
  const { verdict, mayPublish } = result.outcome.report;
  return (command === 'inspect' ? verdict === 'clean' : mayPublish) ? PUBLISH : FINDINGS;
}

async function refuseUnknownPolicy(policy: string | undefined, sandbox: Sandbox): Promise<void> {
  const known = ['auto', ...(await sandbox.catalog).policies.map(({ id }) => id)];
  if (policy === undefined || known.includes(policy)) return;
  throw new UsageError(
    `没有这个发布规则；可用的有 ${known.join(' ')} · no such policy; known: ${known.join(' ')}`,
  );
}

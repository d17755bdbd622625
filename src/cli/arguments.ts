import { parseArgs } from 'node:util';
import type { RescanWish } from '../service/rescan.ts';
import type { GateWish } from '../service/serve-gate.ts';
import { type AccessWish, accessWish } from './access/wish.ts';
import { rescanWish } from './rescan/wish.ts';

/** The command line cannot be understood. The message says why. */
export class UsageError extends Error {}

interface FileWish {
  readonly command: 'redact' | 'inspect';
  readonly files: readonly string[];
  /** Where results go; undefined for an inspection. */
  readonly folder: string | undefined;
  readonly policy: string | undefined;
  /** The file that the password of encrypted documents stands in. */
  readonly passwordFile: string | undefined;
  readonly force: boolean;
  readonly json: boolean;
}

type AuditWish =
  | { readonly command: 'audit-verify'; readonly head: string | undefined }
  | { readonly command: 'audit-file'; readonly file: string; readonly key: string | undefined }
  | { readonly command: 'audit-export'; readonly file: string | undefined; readonly after: number };

/** What the command line asks for. */
export type Wish =
  | FileWish
  | { readonly command: 'policies' | 'rules'; readonly json: boolean }
  | { readonly command: 'serve' | 'worker' | 'config' | 'help' | 'version' }
  | AuditWish
  | AccessWish
  | { readonly command: 'gate'; readonly gate: GateWish }
  | { readonly command: 'rescan-help' }
  | {
      readonly command: 'rescan';
      readonly rescan: RescanWish;
      readonly json: boolean;
      /** The file that a report goes to. */
      readonly report: string | undefined;
    };

/** Throws UsageError. */
export function readArguments(args: readonly string[]): Wish {
  const { values, positionals } = parsed(args);
  if (values.version) return { command: 'version' };
  const [command, ...files] = positionals;
  if (command === 'rescan' && values.help) return { command: 'rescan-help' };
  if (values.help || command === undefined || command === 'help') return { command: 'help' };
  const { json, force, policy, output: folder, 'password-file': passwordFile } = values;
  switch (command) {
    case 'serve':
    case 'worker':
    case 'config':
      return { command };
    case 'audit':
      return auditOf(files[0], values);
    case 'keys':
    case 'sessions':
      return accessOf(command, files, values);
    case 'gate':
      return { command, gate: gateOf(values) };
    case 'rescan':
      return { command, rescan: rescanOf(files, values), json, report: values.report };
    case 'policies':
    case 'rules':
      return { command, json };
    case 'redact':
      if (files.length === 0) throw new UsageError('没有指定文件 · no file was named');
      if (folder === undefined)
        throw new UsageError('要用 -o 指定结果目录 · name a folder with -o');
      return { command, files, folder, policy, passwordFile, force, json };
    case 'inspect':
      if (files.length === 0) throw new UsageError('没有指定文件 · no file was named');
      return { command, files, folder: undefined, policy, passwordFile, force, json };
    default:
      throw new UsageError(`没有这个命令：${command} · no such command: ${command}`);
  }
}

function auditOf(what: string | undefined, values: ReturnType<typeof parsed>['values']): AuditWish {
  const { head, file, key, output, after } = values;
  if (what === 'verify' && file !== undefined) return { command: 'audit-file', file, key };
  if (what === 'verify') return { command: 'audit-verify', head };
  if (what !== 'export')
    throw new UsageError('用法：audit verify | export · usage: audit verify | export');
  if (!/^\d{1,15}$/.test(after)) throw new UsageError('--after 应为序号 · --after takes a number');
  return { command: 'audit-export', file: output, after: Number(after) };
}

function accessOf(
  command: 'keys' | 'sessions',
  words: readonly string[],
  values: ReturnType<typeof parsed>['values'],
): AccessWish {
  try {
    return accessWish(command, words, values);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function rescanOf(
  [target, ...more]: readonly string[],
  values: ReturnType<typeof parsed>['values'],
): RescanWish {
  if (target === undefined || more.length > 0)
    throw new UsageError(
      '要指定一个网址、文件夹、WARC、站点地图或网址清单 · name one site, page, folder, WARC, sitemap or list',
    );
  try {
    return rescanWish(target, values);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function gateOf(values: ReturnType<typeof parsed>['values']): GateWish {
  const { upstream = '', 'on-findings': onFindings } = values;
  if (!/^https?:$/.test(URL.parse(upstream)?.protocol ?? ''))
    throw new UsageError('--upstream 应为 http(s) 网址 · --upstream must be an http(s) URL');
  if (onFindings !== 'replace' && onFindings !== 'hold')
    throw new UsageError('--on-findings 只能是 replace 或 hold · must be replace or hold');
  return {
    upstream,
    onFindings,
    policy: values.policy ?? 'general',
    publishPaths: values['publish-path'],
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        policy: { type: 'string' },
        'password-file': { type: 'string' },
        force: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
        head: { type: 'string' },
        file: { type: 'string' },
        key: { type: 'string' },
        after: { type: 'string', default: '0' },
        upstream: { type: 'string' },
        'publish-path': { type: 'string', multiple: true, default: [] },
        'on-findings': { type: 'string', default: 'replace' },
        origin: { type: 'string' },
        include: { type: 'string', multiple: true, default: [] },
        exclude: { type: 'string', multiple: true, default: [] },
        internal: { type: 'boolean', default: false },
        part: { type: 'boolean', default: false },
        'ignore-robots': { type: 'boolean', default: false },
        'any-certificate': { type: 'boolean', default: false },
        'max-pages': { type: 'string' },
        'delay-ms': { type: 'string' },
        scope: { type: 'string', multiple: true, default: [] },
        rate: { type: 'string' },
        expires: { type: 'string' },
        signs: { type: 'boolean', default: false },
        report: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`选项不对 · ${error instanceof Error ? error.message : String(error)}`);
  }
}

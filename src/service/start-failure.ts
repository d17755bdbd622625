import { isDatabaseAway } from './store/away.ts';

const FAILURE = 2;

type SystemError = NodeJS.ErrnoException & {
  readonly address?: string;
  readonly port?: number;
};

const PLACES: Readonly<Record<string, (where: string) => string>> = {
  EADDRINUSE: (where) =>
    `${where} 已被其他程序占用：请停掉它，或换一个 PORT · ${where} is taken by another program: stop it or set another PORT`,
  EADDRNOTAVAIL: (where) =>
    `本机没有 ${where} 这个地址，请检查 HOST · this machine has no address ${where}: check HOST`,
  EACCES: (where) =>
    `不许监听 ${where}，请换 1024 以上的 PORT · not allowed to listen at ${where}: set a PORT above 1023`,
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: '没有权限 · no permission',
  EPERM: '没有权限 · no permission',
  EROFS: '只读 · read-only',
  ENOSPC: '磁盘已满 · the disk is full',
  EDQUOT: '磁盘配额已满 · the quota is used up',
  ENOENT: '不存在 · not there',
  ENOTDIR: '路径中有一段是文件 · a part of the path is a file',
  EEXIST: '已有同名文件 · a file of that name is in the way',
};

/** Why a program could not start or go on, for its operator: Chinese, then English. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return `启动失败 · it failed to start: ${String(error)}`;
  // Ours are in both tongues already.
  if (error.message.includes(' · ')) return error.message;
  const { code = '', syscall = '', path, address, port } = error as SystemError;
  const ofListening = syscall === 'listen' ? PLACES[code] : undefined;
  if (ofListening) return ofListening(`${address}:${port}`);
  if (isDatabaseAway(error) || syscall === 'getaddrinfo')
    return `连不上数据库，请检查 DATABASE_URL · the database cannot be reached: check DATABASE_URL (${error.message})`;
  const [zh, en] = (REASONS[code] ?? '').split(' · ');
  if (path !== undefined && en !== undefined)
    return `${path} 用不了：${zh}；请检查 CLEARPOST_DATA_DIR · cannot use ${path}: ${en}; check CLEARPOST_DATA_DIR`;
  return `启动失败 · it failed to start: ${error.message}`;
}

/** Says why, and ends the program as one that failed. */
export function giveUp(error: unknown): never {
  process.stderr.write(`clearpost: ${startFailure(error)}\n`);
  process.exit(FAILURE);
}

/** PostgreSQL's classes for a broken connection, too many of them, and a server that stops or starts. */
const AWAY = /^(?:08|53|57P)/;
const SYSTEM_AWAY = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'EAGAIN'];

/** Whether something failed because the database cannot be reached just now; it may be back in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  // node-postgres gives its own errors no code.
  if (code === undefined) return error.message.startsWith('Connection terminated');
  return AWAY.test(code) || (syscall === 'connect' && SYSTEM_AWAY.includes(code));
}

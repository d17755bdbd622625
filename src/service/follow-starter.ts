const LOOK_MS = 1000;

/**
 * Calls `end` when the process that started this one is gone: the shell between npm and us passes no
 * signal on. Once, since a second signal would end us without grace.
 */
export function followStarter(
  end: () => void,
  parent = () => process.ppid,
  lookMs = LOOK_MS,
): void {
  const starter = parent();
  const timer = setInterval(() => {
    if (parent() === starter) return;
    clearInterval(timer);
    end();
  }, lookMs).unref();
}

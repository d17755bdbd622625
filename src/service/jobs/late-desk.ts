import type { Desk } from './desk.ts';

/** A desk that is still being set up: whoever comes early waits at it. */
export function lateDesk(opening: Promise<Desk>): Desk {
  return {
    submit: async (submission) => (await opening).submit(submission),
    wait: async (id, milliseconds) => (await opening).wait(id, milliseconds),
    released: async (...asked) => (await opening).released(...asked),
    hasDraft: async (id) => (await opening).hasDraft(id),
    find: async (id) => (await opening).find(id),
    open: async (...asked) => (await opening).open(...asked),
    destroy: async (id, caller) => (await opening).destroy(id, caller),
  };
}

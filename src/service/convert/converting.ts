import { createHash } from 'node:crypto';
import { DocumentError } from '../../engine/core/errors.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Kind, kindInside, kindOf } from './kinds.ts';

/** Makes another file of a document. Undefined when it cannot; the signal ends it. */
export type Convert = (
  bytes: Uint8Array,
  kind: Kind,
  signal?: AbortSignal,
) => Promise<Buffer | undefined>;

/**
 * The same sandbox, which has a document converted that it cannot open or not rewrite, and goes on with
 * what came of it. The report says so, and speaks of the draft by its own name and digest.
 * @param converter undefined, once it is known, where there is none.
 */
export function converting(sandbox: Sandbox, converter: Promise<Convert | undefined>): Sandbox {
  return {
    ...sandbox,
    async redact(task, bytes, signal) {
      try {
        return await sandbox.redact(task, bytes, signal);
      } catch (error) {
        const kind = isUnsupported(error) ? kindOf(task.name, bytes) : undefined;
        const converted = kind && (await (await converter)?.(bytes, kind, signal));
        if (!kind || !converted) throw error;
        const name = task.name.slice(0, -kind.from.length) + kind.to;
        const draft = {
          extension: kind.from,
          mediaType: kind.mediaType,
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          by: 'LibreOffice',
        };
        return await sandbox.redact({ ...task, name, draft }, converted, signal);
      }
    },
    async look(task, bytes, signal) {
      const looked = await sandbox.look(task, bytes, signal);
      if (looked.problem !== 'format-unsupported') return looked;
      const kind = kindOf(task.name, bytes) ?? kindInside(bytes);
      const converted = kind && (await (await converter)?.(bytes, kind, signal));
      if (!kind || !converted) return looked;
      return sandbox.look({ ...task, name: `${task.name}${kind.to}` }, converted, signal);
    },
  };
}

const isUnsupported = (error: unknown): boolean =>
  error instanceof DocumentError && error.code === 'format-unsupported';

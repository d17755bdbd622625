// What runs inside a sandboxed child process: the one place of the program where documents are opened.
import { createEngine, type Engine } from '../../engine/engine.ts';
import { FORMATS } from '../../engine/formats/registry.ts';
import type { Catalog, Task } from './messages.ts';
import { type Reply, serveTasks } from './serve-tasks.ts';

await serveTasks(async ({ rulesFolder, policiesFolder, limits, fingerprintKey }) => {
  const engine = await createEngine({
    rulesFolder,
    ...(policiesFolder === undefined ? {} : { policiesFolder }),
    limits,
    fingerprintKey: Buffer.from(fingerprintKey, 'base64'),
  });
  return [
    { kind: 'ready', catalog: catalogOf(engine) },
    (task, bytes) => redactWith(engine, task, bytes),
  ];
});

async function redactWith(engine: Engine, task: Task, bytes: Buffer): Promise<Reply> {
  const upload = { bytes, name: task.name };
  const { report, output, shownForms } = await engine.redact(upload, {
    ...(task.policy !== undefined && { policy: task.policy }),
    ...(task.context !== undefined && { context: task.context }),
    shownForms: task.wantsShownForms === true,
  });
  return {
    answer: { kind: 'done', report, ...(task.wantsShownForms && { shownForms }) },
    blobs: output && task.wantsOutput ? [output] : [],
  };
}

function catalogOf({ rules, policies }: Engine): Catalog {
  return {
    formats: FORMATS.map(({ id, mediaType, extensions, channels }) => ({
      id,
      mediaType,
      extensions,
      channels,
    })),
    policies: policies.map(({ id, version, name }) => ({ id, version, name })),
    rules: rules.map(({ id, name, severity, basis, source }) => ({
      id,
      name,
      severity,
      basis,
      source,
    })),
  };
}

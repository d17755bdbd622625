import { openSandbox } from './open-sandbox.ts';

/** Prints what the engine knows. */
export async function list(what: 'policies' | 'rules', json: boolean): Promise<number> {
  const sandbox = openSandbox(1, 1);
  const items = (await sandbox.catalog)[what];
  await sandbox.close();
  const width = Math.max(...items.map(({ id }) => id.length));
  process.stdout.write(
    json
      ? `${JSON.stringify(items)}\n`
      : items.map(({ id, name }) => `${id.padEnd(width)}  ${name.zh} · ${name.en}\n`).join(''),
  );
  return 0;
}

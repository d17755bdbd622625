import { readConfiguration } from '../service/configuration.ts';

/** Prints what the environment says and what holds where it says nothing. */
export function printConfiguration(): number {
  try {
    const { settings } = readConfiguration(process.env, 'rules');
    const width = Math.max(...settings.map(({ name }) => name.length));
    for (const { name, value, isDefault } of settings)
      process.stdout.write(`${name.padEnd(width)}  ${value || '—'}${isDefault ? '' : '  *'}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`clearpost: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

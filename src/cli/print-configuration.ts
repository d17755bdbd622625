import { readConfiguration } from '../service/configuration.ts';
import { SETTING_WORDS } from './setting-words.ts';

/** Prints what the environment says (`*`), what holds where it says nothing, and what each is for. */
export function printConfiguration(): number {
  const { settings } = readConfiguration(process.env, 'rules');
  const lines = settings.map(
    ({ name, value, isDefault }) =>
      `${isDefault ? ' ' : '*'} ${name}=${value}\n    ${SETTING_WORDS[name] ?? ''}\n`,
  );
  process.stdout.write(`${lines.join('')}* 由环境变量设定 · set in the environment\n`);
  return 0;
}

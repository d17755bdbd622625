import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Setting {
  readonly name: string;
  /** In the clear, but for secrets. */
  readonly value: string;
  readonly isDefault: boolean;
}

/** A variable that the program cannot start with. The message names it and says what would do. */
export class ConfigurationError extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

export type SettingReader = ReturnType<typeof readerOf>;

/** Reads one variable after the other, remembers each, and throws ConfigurationError at the first that cannot be. */
export function readerOf(environment: Environment) {
  const settings: Setting[] = [];
  const text = (name: string, fallback: string): string => {
    const given = environment[name]?.trim() ?? '';
    settings.push({ name, value: given || fallback, isDefault: given === '' });
    return given || fallback;
  };
  const wrong = (name: string, zh: string, en: string): never => {
    throw new ConfigurationError(`${name} ${zh} · ${name} ${en}`);
  };
  const oneOf = <Choice extends string>(
    name: string,
    fallback: Choice,
    choices: readonly Choice[],
  ): Choice => {
    const value = text(name, fallback);
    const choice = choices.find((one) => one === value);
    if (choice !== undefined) return choice;
    return wrong(name, `只能是 ${choices.join('、')}`, `must be one of ${choices.join(', ')}`);
  };
  return {
    text,
    oneOf,
    settings,
    /** A value that is shown nowhere. */
    secret(name: string): string | undefined {
      const given = environment[name]?.trim() || undefined;
      settings.push({ name, value: given ? '••••••' : '', isDefault: given === undefined });
      return given;
    },
    list: (name: string): string[] =>
      text(name, '')
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    /** A folder that must be there. */
    folder(name: string): string | undefined {
      const path = text(name, '');
      if (path === '' || existsSync(path)) return path === '' ? undefined : resolve(path);
      return wrong(name, '指的文件夹不存在', 'names a folder that is not there');
    },
    flag: (name: string): boolean => oneOf(name, 'false', ['true', 'false']) === 'true',
    count(name: string, fallback: number, least: number, most: number): number {
      const value = text(name, String(fallback));
      const number = Number(value);
      if (/^\d+$/.test(value) && number >= least && number <= most) return number;
      return wrong(
        name,
        `须是 ${least} 到 ${most} 的整数`,
        `must be a whole number from ${least} to ${most}`,
      );
    },
  };
}

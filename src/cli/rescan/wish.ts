import type { RescanWish } from '../../service/rescan.ts';

/** What may be said of a rescan on the command line. */
export interface RescanValues {
  readonly policy?: string | undefined;
  readonly origin?: string | undefined;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly internal: boolean;
  readonly part: boolean;
  readonly 'ignore-robots': boolean;
  readonly 'any-certificate': boolean;
  readonly 'max-pages'?: string | undefined;
  readonly 'delay-ms'?: string | undefined;
}

/** Only what was said: the rest stays as the site was registered. Throws RangeError. */
export function rescanWish(target: string, values: RescanValues): RescanWish {
  const pages = number(values['max-pages'], '--max-pages', 1);
  const delayMs = number(values['delay-ms'], '--delay-ms', 0);
  return {
    target,
    origin: values.origin,
    isPart: values.part,
    settings: {
      ...(values.policy !== undefined && { policy: values.policy }),
      ...(values.include.length > 0 && { include: [...values.include] }),
      ...(values.exclude.length > 0 && { exclude: [...values.exclude] }),
      ...(values.internal && { internal: true }),
      ...(values['ignore-robots'] && { ignoreRobots: true }),
      ...(values['any-certificate'] && { acceptAnyCertificate: true }),
      ...(pages !== undefined && { budget: { pages } }),
      ...(delayMs !== undefined && { delayMs }),
    },
  };
}

function number(text: string | undefined, name: string, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= least) return value;
  throw new RangeError(
    `${name} 须是不小于 ${least} 的整数 · ${name} must be a whole number from ${least}`,
  );
}

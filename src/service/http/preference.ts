/** How long a caller wants to wait (RFC 7240). */
export interface Preference {
  /** Milliseconds until 202 is answered; 0 for a caller who does not wait at all. */
  readonly waitMs: number;
  /** For `Preference-Applied`; undefined when nothing was asked for. */
  readonly applied: string | undefined;
}

/** Reads `Prefer: respond-async` and `Prefer: wait=seconds`; longer than we wait anyway nobody waits. */
export function preferenceOf(header: string | string[] | undefined, waitMs: number): Preference {
  const asked = String(header ?? '')
    .split(',')
    .map((one) => one.split(';')[0]?.trim().toLowerCase() ?? '');
  if (asked.includes('respond-async')) return { waitMs: 0, applied: 'respond-async' };
  const [, seconds] = asked.map((one) => /^wait="?(\d{1,6})"?$/.exec(one)).find(Boolean) ?? [];
  if (seconds === undefined) return { waitMs, applied: undefined };
  return { waitMs: Math.min(Number(seconds) * 1000, waitMs), applied: `wait=${seconds}` };
}

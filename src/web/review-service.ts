import { bearer, finished, type Problem, type Redaction, UNREACHABLE } from './service.ts';

/** One decision: what is asked for below the address of a redaction. */
export interface Wish {
  readonly method: 'PATCH' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

/** A draft that waits for a person. */
export interface Held {
  readonly id: string;
  readonly createdAt: string;
  readonly name: string;
  readonly findings: number;
  readonly blindSpots: number;
  readonly until: string | null;
}

/** Decides about what was shown, and about nothing newer. */
export const decide = (
  { id, revision }: Redaction,
  { method, path, body }: Wish,
  key: string,
): Promise<Redaction | Problem> =>
  ask(`/v1/redactions/${id}${path}`, key, {
    method,
    headers: {
      'if-match': `"${revision}"`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });

/** One redaction again, by its id; waits while it is being worked on. */
export const redactionById = (id: string, key: string): Promise<Redaction | Problem> =>
  finished(`/v1/redactions/${encodeURIComponent(id)}`, key);

async function ask(
  path: string,
  key: string,
  { headers, ...init }: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<Redaction | Problem> {
  try {
    const answer = await fetch(path, {
      ...init,
      headers: { accept: 'application/json', ...headers, ...bearer(key) },
    });
    return await answer.json();
  } catch {
    return UNREACHABLE;
  }
}

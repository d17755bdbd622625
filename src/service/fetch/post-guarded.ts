import { type Dispatcher, request } from 'undici';
import { guardedAgent } from './guarded-agent.ts';

interface PostOptions {
  /** Decides which addresses may be reached. */
  readonly agent: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  /** For everything. */
  readonly milliseconds: number;
}

/** The answer's body is of no interest, and must not cost anything. */
const LIMIT = 64 * 1024;

/**
 * POSTs a text and gives the status of the answer. Redirects are not followed: what was signed for one
 * place is not for another.
 */
async function postGuarded(
  url: string,
  body: string,
  { agent, headers, milliseconds }: PostOptions,
): Promise<number> {
  const target = new URL(url);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') throw new Error('not http');
  const response = await request(target, {
    dispatcher: agent,
    method: 'POST',
    body,
    headers: { 'user-agent': 'Clearpost/0.1 (webhooks)', ...headers },
    signal: AbortSignal.timeout(milliseconds),
  });
  await response.body.dump({ limit: LIMIT });
  return response.statusCode;
}

const MILLISECONDS = 15_000;

/** Posts messages to public addresses, and to the hosts that the operator names. */
export function webhookPoster(
  internalHosts: readonly string[],
): (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<number> {
  const agent = guardedAgent({ internalHosts, timeoutMs: MILLISECONDS });
  return (url, body, headers) =>
    postGuarded(url, body, { agent, headers, milliseconds: MILLISECONDS });
}

import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Webhook } from 'standardwebhooks';
import type { Caller } from '../store/api-keys.ts';
import { Problem } from './problem.ts';

/** Whoever signs what they send: the key that stands for them, and the secret that both sides know. */
export interface Signer {
  readonly caller: Caller;
  readonly secret: string;
}

/** Looks a key up by its id; undefined for one that is unknown, revoked, late, or does not sign. */
export type FindSigner = (keyId: string) => Promise<Signer | undefined>;

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
const KEY_ID = /^[0-9a-f]{12}$/;

/** A request that comes with a signature instead of a key, on a route that takes one. */
export const isSigned = ({ headers, routeOptions }: FastifyRequest): boolean =>
  routeOptions.config.signed === true &&
  headers.authorization === undefined &&
  headers['webhook-signature'] !== undefined;

/** The key that a request says it is signed with. It is named before a byte of the body is taken in. */
export async function signerOf(request: FastifyRequest, find: FindSigner): Promise<Signer> {
  const named = request.headers['clearpost-key'] ?? (request.query as { key?: unknown }).key;
  const signer = typeof named === 'string' && KEY_ID.test(named) ? await find(named) : undefined;
  if (!signer) throw new Problem('unauthorized');
  return signer;
}

/**
 * Reads the body and checks that the signer's secret signed these very bytes within the last five
 * minutes (Standard Webhooks); gives the body back for whoever parses it.
 */
export async function verified(
  request: FastifyRequest,
  payload: AsyncIterable<unknown>,
  { secret }: Signer,
  maxBytes: number,
): Promise<Readable & { receivedEncodedLength: number }> {
  const body = await bytesOf(payload, maxBytes);
  const headers = Object.fromEntries(HEADERS.map((name) => [name, String(request.headers[name])]));
  try {
    new Webhook(secret).verify(body.toString(), headers);
  } catch {
    throw new Problem('unauthorized');
  }
  return Object.assign(Readable.from([body]), { receivedEncodedLength: body.length });
}

async function bytesOf(payload: AsyncIterable<unknown>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of payload) {
    bytes += (chunk as Buffer).length;
    if (bytes > maxBytes) throw new Problem('upload-too-large', { limitBytes: maxBytes });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

// What lies between us and a store: passes on what is asked, and fails on order.

import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `slow-down` answers as a store under load does · `cut` hangs up without a word · `half` hangs up in the middle of an answer. */
export type Mishap = 'slow-down' | 'cut' | 'half';

const SLOW_DOWN =
  '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>busy</Message></Error>';

export interface FlakyRoad {
  readonly url: string;
  /** What happens to the requests that come next, one each. */
  readonly mishaps: Mishap[];
  readonly stop: () => Promise<void>;
}

export async function flakyRoad(target: string): Promise<FlakyRoad> {
  const mishaps: Mishap[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const mishap = mishaps.shift();
    if (mishap === 'cut') return void incoming.socket.destroy();
    if (mishap === 'slow-down') {
      incoming.resume();
      return void incoming.once('end', () => outgoing.writeHead(503).end(SLOW_DOWN));
    }
    const { method, url: path, headers } = incoming;
    // The host is part of what was signed: it goes on as it came.
    const onward = ask({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (mishap === 'half')
        return void answer.once('data', (chunk: Buffer) => {
          outgoing.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => outgoing.destroy());
        });
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.on('error', () => onward.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mishaps,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

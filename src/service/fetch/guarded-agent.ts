import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { arePublicAddresses, isPublicAddress } from './address.ts';

export interface AgentOptions {
  /** Hosts (`name:port`) registered as internal: these may lie on any address. */
  readonly internalHosts?: readonly string[];
  /** False accepts certificates that do not verify: some offices' sites have none that does. */
  readonly verifyCertificates?: boolean;
  readonly connectionsPerHost?: number;
  readonly timeoutMs?: number;
}

/** The address behind a URL may not be reached from here. */
export class AddressRefused extends Error {}

/**
 * An HTTP agent that connects only to public addresses. The check is made on the very addresses the
 * socket then uses, so a name that resolves differently a moment later, a redirect or a number written
 * in another base gains nothing.
 */
export function guardedAgent(options: AgentOptions = {}): Agent {
  const { internalHosts = [], timeoutMs = 10_000 } = options;
  const internal = new Set(internalHosts);
  const connectorOptions = {
    timeout: timeoutMs,
    rejectUnauthorized: options.verifyCertificates ?? true,
  };
  const toPublic = buildConnector({ ...connectorOptions, lookup: publicLookup });
  const toAny = buildConnector(connectorOptions);
  return new Agent({
    connections: options.connectionsPerHost ?? 4,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect(target, callback) {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      const port = target.port || (target.protocol === 'https:' ? '443' : '80');
      if (internal.has(`${host}:${port}`)) return toAny(target, callback);
      // A literal address is not looked up, so it is checked here.
      if (isIP(host) !== 0 && !isPublicAddress(host)) {
        return callback(new AddressRefused('not a public address'), null);
      }
      return toPublic(target, callback);
    },
  });
}

/** Gives the addresses of a name, on which the socket then connects. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const found: readonly LookupAddress[] = error ? [] : addresses;
    const [first] = found;
    if (!first) return callback(error ?? new AddressRefused('no address'), '');
    if (!arePublicAddresses(found.map(({ address }) => address))) {
      return callback(new AddressRefused('not a public address'), '');
    }
    if (options.all) return callback(null, [...found]);
    callback(null, first.address, first.family);
  });
};

import { type Fetched, FetchRefused } from '../fetch/fetch-guarded.ts';
import { AddressRefused } from '../fetch/guarded-agent.ts';

/** Why a page could not be had. */
export interface Trouble {
  /** A code, never text of the site. */
  readonly problem: string;
  /** The status that was answered; 0 for none. */
  readonly status: number;
  /** False where another try would end the same. */
  readonly mayPass: boolean;
  /** True when the site asks for patience. */
  readonly isBusy: boolean;
  /** Seconds that it asks for. */
  readonly retryAfter: number | null;
}

const LONGEST_WAIT_SECONDS = 3600;
const BUSY = new Set([429, 503]);
/** Timeouts and faults of a server or of what stands before it. */
const MAY_PASS = new Set([408, 425, 500, 502, 504]);

/** What is wrong with an answer; undefined when it can be taken for what it says. */
export function troubleOf({ status, headers }: Fetched): Trouble | undefined {
  if (status === 304 || status === 404 || status === 410 || (status >= 200 && status < 400))
    return undefined;
  const isBusy = BUSY.has(status);
  return {
    problem: isBusy ? 'busy' : status >= 500 ? 'server-error' : 'forbidden',
    status,
    mayPass: isBusy || MAY_PASS.has(status),
    isBusy,
    retryAfter: waitOf(headers['retry-after']),
  };
}

/** What is wrong with the certificate of a site, by the codes of OpenSSL and Node. */
const CERTIFICATES: readonly (readonly [RegExp, string])[] = [
  [/ALTNAME/, 'certificate-wrong-host'],
  [/CERT_(?:HAS_EXPIRED|NOT_YET_VALID)/, 'certificate-expired'],
  [/SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)|CERT_UNTRUSTED/, 'certificate-untrusted'],
  [/CERT|ERR_TLS|ERR_SSL|EPROTO/, 'certificate'],
];

/** What kept an answer from coming. */
export function troubleWith(error: unknown): Trouble {
  const lasting = (problem: string) => ({ ...NONE, problem, mayPass: false });
  const cause = (error as { cause?: unknown } | null)?.cause;
  if (error instanceof AddressRefused || cause instanceof AddressRefused)
    return lasting('address-refused');
  if (error instanceof FetchRefused)
    return error.problem === 'too-slow' ? { ...NONE, problem: 'too-slow' } : lasting(error.problem);
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const certificate = CERTIFICATES.find(([test]) => test.test(code));
  if (certificate) return lasting(certificate[1]);
  return { ...NONE, problem: code === 'ENOTFOUND' ? 'no-such-host' : 'no-answer' };
}

const NONE = { status: 0, mayPass: true, isBusy: false, retryAfter: null } as const;

/** RFC 9110, 10.2.3: seconds, or a date. */
function waitOf(header: string | undefined): number | null {
  if (header === undefined) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), LONGEST_WAIT_SECONDS) : null;
}

import { fetchGuarded } from '../fetch/fetch-guarded.ts';
import { guardedAgent } from '../fetch/guarded-agent.ts';

const MILLISECONDS = 20_000;
const REDIRECTS = 3;

/** Fetches attachments that a CMS names by address: from public hosts, and from those the operator names. */
export function attachmentFetcher(options: {
  readonly internalHosts: readonly string[];
  readonly maxBytes: number;
}): (href: string) => Promise<Uint8Array> {
  const agent = guardedAgent({ internalHosts: options.internalHosts });
  const limits = { bytes: options.maxBytes, redirects: REDIRECTS, milliseconds: MILLISECONDS };
  return async (href) => {
    try {
      const { status, body } = await fetchGuarded(href, { agent, limits });
      if (status === 200) return body;
    } catch {
      // Why is not told: an answer that tells addresses apart would let a caller map the network behind us.
    }
    throw new AttachmentUnavailable();
  };
}

/** The address of an attachment gave no file. */
export class AttachmentUnavailable extends Error {}

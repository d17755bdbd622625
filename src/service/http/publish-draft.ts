import { contentHash, type Draft } from '../publish/publish-check.ts';
import { Problem } from './problem.ts';
import type { PublishCheckRequest } from './schemas/publish-check.ts';

/** Of what was asked, attachments that are still to be fetched by their address: one work for one request. */
export const askedHash = ({ title, html, attachments = [] }: PublishCheckRequest): string =>
  contentHash({
    title,
    html,
    attachments: attachments.map(({ name, base64, href = '' }) => ({
      name,
      bytes: Buffer.from(base64 === undefined ? `href ${href}` : `base64 ${base64}`),
    })),
  });

/** The hash of the very content; null while some of it has not been fetched. */
export function hashIfKnown({ title, html, attachments = [] }: PublishCheckRequest): string | null {
  const inline = attachments.flatMap(({ name, base64 }) =>
    base64 === undefined ? [] : [{ name, bytes: Buffer.from(base64, 'base64') }],
  );
  return inline.length === attachments.length
    ? contentHash({ title, html, attachments: inline })
    : null;
}

/** 400 that names the attachment which is neither here nor anywhere. */
export function refuseEmptyAttachments({ attachments = [] }: PublishCheckRequest): void {
  const index = attachments.findIndex(({ base64, href }) => (base64 ?? href) === undefined);
  if (index < 0) return;
  throw new Problem('request-malformed', {
    field: `attachments.${index}`,
    detail: '须有 base64 或 href · needs base64 or href',
  });
}

/** Everything that is to be checked, what is named by its address fetched. */
export const draftOf = async (
  { title, html, attachments = [] }: PublishCheckRequest,
  fetchAttachment: (href: string) => Promise<Uint8Array>,
): Promise<Draft> => ({
  title,
  html,
  attachments: await Promise.all(
    attachments.map(async ({ name, base64, href = '' }) => ({
      name,
      bytes: base64 === undefined ? await fetchAttachment(href) : Buffer.from(base64, 'base64'),
    })),
  ),
});

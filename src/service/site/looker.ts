import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DocumentError } from '../../engine/core/errors.ts';
import type { Catalog, Looked } from '../sandbox/messages.ts';
import { SandboxBusy } from '../sandbox/pool.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { AddressBook } from './address-book.ts';
import { SETTINGS_DEFAULTS } from './settings.ts';
import type { Site } from './sites.ts';
import type { turns } from './turns.ts';
import type { LookAt } from './visit.ts';

const PAUSE_MS = 50;

/** Looks at documents of a site in the sandbox, under its policy; waits while others have it. */
export function lookerFor(
  { origin, settings }: Site,
  sandbox: Pick<Sandbox, 'look'>,
  { fingerprintKey }: AddressBook,
  inTurn: ReturnType<typeof turns>,
): LookAt {
  const common = {
    policy: settings.policy ?? SETTINGS_DEFAULTS.policy,
    context: {
      // Whoever is masked in two ways by one publisher is added up over its whole site.
      publisher: settings.publisher ?? new URL(origin).hostname,
      ...(settings.regionCode !== undefined && { regionCode: settings.regionCode }),
    },
    fingerprintKey: fingerprintKey.toString('base64'),
  };
  return async (document, bytes) => {
    for (;;) {
      try {
        return await inTurn(() => sandbox.look({ ...common, ...document }, bytes));
      } catch (error) {
        if (error instanceof DocumentError) return unread(error);
        if (!(error instanceof SandboxBusy)) throw error;
        await sleep(PAUSE_MS);
      }
    }
  };
}

const unread = ({ code }: DocumentError): Looked => ({
  look: null,
  problem: code,
  page: null,
  shownForms: [],
});

const BYTES = 8;

/** Stands for everything that a look at a page of this site depends on beside the page. */
export function lookedWith({ settings }: Site, { engine, policies }: Catalog): Buffer {
  const { policy, publisher, regionCode, include, exclude, maxDepth, render } = settings;
  const versions = policies.map(({ id, version }) => [id, version]);
  // What may be followed counts too: an unchanged page is not asked again where it leads.
  const asked = [policy, publisher, regionCode, include, exclude, maxDepth, render];
  const text = JSON.stringify([engine, versions, asked]);
  return createHash('sha256').update(text).digest().subarray(0, BYTES);
}

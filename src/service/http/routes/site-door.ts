import type { Timetable } from '../../jobs/timetable.ts';
import type { AddressBook } from '../../site/address-book.ts';
import type { Keyring } from '../../store/blobs/keyring.ts';
import type { Database } from '../../store/database.ts';
import type { Line } from '../../webhooks/line.ts';
import { Problem } from '../problem.ts';

/** Where sites and what they expose are kept. */
export interface SiteDoor {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly book: AddressBook;
  readonly timetable: Timetable;
  readonly deliveries: Line;
}

/** The door, or `not-found` where the service keeps no database. */
export async function siteDoor(opened: Promise<SiteDoor> | undefined): Promise<SiteDoor> {
  if (opened) return opened;
  throw new Problem('not-found', {
    detail: '此服务没有数据库 · this service runs without a database',
  });
}

export const siteConfig = { needs: ['site'] } as const;
export const answer = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

/** What is there, or `not-found`. */
export function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Problem('not-found');
  return thing;
}

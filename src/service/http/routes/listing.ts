import { Type } from 'typebox';

const USUAL = 100;
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** What every list of things with an id can be asked: how many, and after which. */
export const Listing = {
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$' })),
  cursor: Type.Optional(Type.String({ format: 'uuid' })),
};

export function cursorIn(query: unknown): { readonly after: string; readonly limit: number } {
  const { limit = String(USUAL), cursor = NOTHING } = query as { limit?: string; cursor?: string };
  return { after: cursor, limit: Number(limit) };
}

/** A page of a list, with where the next one begins. */
export const listed = <T extends { readonly id: string }>(items: readonly T[], limit: number) => ({
  items,
  next: items.length < limit ? null : (items.at(-1)?.id ?? null),
});

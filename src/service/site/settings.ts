import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const Path = Type.String({ pattern: '^/', maxLength: 1024 });

/** What is decided about one site when it is registered; kept with it as JSON. */
export const SiteSettingsSchema = Type.Object(
  {
    internal: Type.Optional(
      Type.Boolean({ description: 'It may live on a private or loopback address' }),
    ),
    sitemaps: Type.Optional(Type.Array(Type.String({ format: 'uri' }), { maxItems: 50 })),
    include: Type.Optional(
      Type.Array(Path, { maxItems: 200, description: 'Only these parts; all when empty' }),
    ),
    exclude: Type.Optional(Type.Array(Path, { maxItems: 200 })),
    policy: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'A policy’s id; `auto` guesses it from each document',
      }),
    ),
    publisher: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    regionCode: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{1,11}$' })),
    departments: Type.Optional(
      Type.Array(
        Type.Object({ path: Path, name: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
        { maxItems: 500, description: 'Who answers for which part; the longest path wins' },
      ),
    ),
    budget: Type.Optional(
      Type.Object(
        {
          pages: Type.Optional(Type.Integer({ minimum: 1 })),
          bytes: Type.Optional(Type.Integer({ minimum: 1 })),
          minutes: Type.Optional(Type.Integer({ minimum: 1 })),
        },
        { ...closed, description: 'What one scan may use before it stops' },
      ),
    ),
    maxDepth: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    connections: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 64, description: 'Requests at the same time' }),
    ),
    delayMs: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 60_000, description: 'The least time between two' }),
    ),
    ignoreRobots: Type.Optional(Type.Boolean({ description: 'For a site of one’s own' })),
    render: Type.Optional(
      Type.Boolean({
        description:
          'Its pages are built by scripts: open them in the browser of CLEARPOST_BROWSER',
      }),
    ),
    acceptAnyCertificate: Type.Optional(
      Type.Boolean({ description: 'Some offices’ sites have none that verifies' }),
    ),
  },
  { ...closed, $id: 'SiteSettings' },
);

export type SiteSettings = Static<typeof SiteSettingsSchema>;

export const SETTINGS_DEFAULTS = {
  policy: 'general',
  maxDepth: 20,
  connections: 4,
  delayMs: 50,
} as const satisfies Partial<SiteSettings>;

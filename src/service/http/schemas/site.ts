import { Type } from 'typebox';
import { UNREACHABLE } from '../../site/end-scan.ts';
import { SiteSettingsSchema } from '../../site/settings.ts';

const closed = { additionalProperties: false };
const Id = Type.String({ format: 'uuid' });
const Time = Type.String({ format: 'date-time' });
const TimeOrNull = Type.Union([Time, Type.Null()]);
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const { properties: settings } = SiteSettingsSchema;

/** Five fields: minute hour day month weekday, in the time of Beijing. */
export const Cron = Type.String({
  pattern: '^\\S+( \\S+){4}$',
  maxLength: 100,
  description: 'minute hour day month weekday, in the time of Beijing',
});

export const NewSite = Type.Object(
  {
    origin: Type.String({
      pattern: '^https?://[^/?#@\\s]+/?$',
      maxLength: 260,
      description: 'Scheme, host and port: `https://www.example.gov.cn`',
    }),
    schedule: Type.Optional(Cron),
    ...settings,
  },
  closed,
);

export const SiteChange = Type.Object(
  { schedule: Type.Optional(Type.Union([Cron, Type.Null()])), ...settings },
  { ...closed, minProperties: 1 },
);

export const SiteSchema = Type.Object(
  {
    id: Id,
    origin: Type.String(),
    createdAt: Time,
    schedule: Type.Union([Cron, Type.Null()]),
    ...settings,
  },
  { $id: 'Site', ...closed },
);

export const ScanSchema = Type.Object(
  {
    id: Id,
    site: Id,
    number: Type.Integer({ minimum: 1 }),
    state: Type.Enum(['starting', 'running', 'paused', 'stopped', 'done', 'failed']),
    because: Type.Union([Type.Enum(['asked', 'budget', 'damaged', ...UNREACHABLE]), Type.Null()], {
      description: 'Why it ended before everything was visited',
    }),
    startedAt: Time,
    finishedAt: TimeOrNull,
    done: Count,
    left: Type.Integer({ minimum: 0, description: 'Known and still to do' }),
    pages: Count,
    attachments: Count,
    unchanged: Type.Integer({ minimum: 0, description: 'The same as at the last scan' }),
    gone: Count,
    skipped: Type.Integer({ minimum: 0, description: 'Not asked for: robots.txt, scope, films' }),
    errors: Count,
    blind: Type.Integer({ minimum: 0, description: 'Documents that could not be read whole' }),
    bytes: Count,
    perSecond: Type.Number({ minimum: 0 }),
    etaSeconds: Type.Union([Count, Type.Null()]),
    exposures: Type.Object({ new: Count, reopened: Count, takenDown: Count }, closed),
  },
  { $id: 'Scan', ...closed },
);

export const GoneBecause = Type.Union([Type.Enum(['removed', 'changed', 'moved']), Type.Null()], {
  description:
    'The page is gone; it stands and shows it no more; it leads to another page of the site',
});

const Counts = Type.Object({}, { additionalProperties: Count, description: 'By type' });

export const ExposureSchema = Type.Object(
  {
    id: Id,
    site: Id,
    kind: Type.Enum(['identifiers', 'past-period', 'recombination']),
    status: Type.Enum(['open', 'reopened', 'taken-down', 'accepted']),
    title: Type.String({ description: 'Numbers in it are starred' }),
    department: TextOrNull,
    places: Type.Array(
      Type.Object(
        {
          address: Type.String(),
          firstSeen: Time,
          lastSeen: Time,
          goneAt: TimeOrNull,
          goneBecause: GoneBecause,
        },
        closed,
      ),
    ),
    format: Type.String(),
    policy: Type.Object({ id: Type.String(), version: Type.String() }, closed),
    severity: Type.Enum(['low', 'medium', 'high', 'critical']),
    counts: Counts,
    notice: Type.Object({}, { additionalProperties: true }),
    firstSeen: Time,
    lastSeen: Time,
    daysExposed: Type.Integer({ minimum: 1 }),
    takenDownAt: TimeOrNull,
    accepted: Type.Union([
      Type.Object({ at: Time, by: Type.String(), reason: Type.String() }, closed),
      Type.Null(),
    ]),
    findings: Type.Optional(
      Type.Array(Type.Object({}, { additionalProperties: true }), {
        description: 'Places and masked forms, where one exposure is asked for',
      }),
    ),
  },
  { $id: 'Exposure', ...closed },
);

/** A page of a list. */
export const pageOf = (name: string) =>
  Type.Object({ items: Type.Array(Type.Ref(`${name}#`)), next: TextOrNull }, closed);

import { Type } from 'typebox';
import { GoneBecause } from './site.ts';

const closed = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ format: 'date-time' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Name = Type.Object({ zh: Type.String(), en: Type.String() }, closed);

const Exposed = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    kind: Type.Enum(['identifiers', 'past-period', 'recombination']),
    status: Type.Enum(['open', 'reopened', 'taken-down', 'accepted']),
    title: Type.String(),
    places: Type.Array(
      Type.Object({ address: Type.String(), onPage: Type.Optional(Type.String()) }, closed),
    ),
    department: TextOrNull,
    policy: Type.String(),
    severity: Type.Enum(['low', 'medium', 'high', 'critical']),
    counts: Type.Record(Type.String(), Count),
    firstSeen: Time,
    lastSeen: Time,
    days: Type.Integer({ minimum: 1 }),
    goneBecause: GoneBecause,
  },
  closed,
);

const Coverage = Type.Object(
  {
    read: Count,
    readInPart: Count,
    unread: Type.Array(Type.Object({ reason: Type.String(), name: Name, pages: Count }, closed), {
      description: 'What was not looked at, by reason; it may show anything',
    }),
    lastScan: Type.Union([
      Type.Object(
        {
          at: Time,
          state: Type.Enum(['starting', 'running', 'paused', 'stopped', 'done', 'failed']),
          because: TextOrNull,
          name: Type.Union([Name, Type.Null()]),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  closed,
);

/** A site's exposures added up for its supervisor. */
export const SiteReportSchema = Type.Object(
  {
    site: Type.String(),
    at: Time,
    totals: Type.Object(
      { open: Count, reopened: Count, 'taken-down': Count, accepted: Count, findings: Count },
      closed,
    ),
    byDepartment: Type.Array(
      Type.Object(
        {
          department: TextOrNull,
          standing: Count,
          findings: Count,
          takenDown: Count,
          oldest: Count,
        },
        closed,
      ),
    ),
    byType: Type.Array(
      Type.Object({ type: Type.String(), name: Name, documents: Count, findings: Count }, closed),
    ),
    byAge: Type.Array(
      Type.Object({ from: Count, to: Type.Union([Count, Type.Null()]), standing: Count }, closed),
    ),
    names: Type.Record(Type.String(), Name),
    trend: Type.Array(
      Type.Object(
        {
          at: Time,
          documents: Count,
          standing: Type.Integer(),
          appeared: Count,
          takenDown: Count,
        },
        closed,
      ),
    ),
    coverage: Coverage,
    exposures: Type.Array(Exposed),
  },
  closed,
);

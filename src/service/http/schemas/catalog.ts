import { Type } from 'typebox';

const closed = { additionalProperties: false };
const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() }, closed);

/** A list of everything there is: no further page. */
const listOf = (item: ReturnType<typeof Type.Object>) =>
  Type.Object({ items: Type.Array(item), next: Type.Null() }, closed);

export const RuleList = listOf(
  Type.Object(
    {
      id: Type.String(),
      name: Bilingual,
      severity: Type.Enum(['low', 'medium', 'high', 'critical']),
      basis: Type.Array(
        Type.Object({ law: Type.String(), article: Type.Optional(Type.String()) }, closed),
      ),
      source: Type.Optional(Type.String()),
    },
    closed,
  ),
);

export const PolicyList = listOf(
  Type.Object(
    {
      id: Type.String(),
      version: Type.String(),
      name: Bilingual,
      isTimed: Type.Boolean({ description: 'Such a notice is online for a set time' }),
      retention: Type.Optional(
        Type.Object(
          {
            workingMinutes: Type.Optional(Type.Integer()),
            maskedDays: Type.Optional(Type.Integer()),
            reportDays: Type.Optional(Type.Integer()),
          },
          { ...closed, description: 'Where it differs from what the operator says' },
        ),
      ),
      basis: Type.Array(
        Type.Object(
          {
            source: Type.String(),
            article: Type.Optional(Type.String()),
            says: Bilingual,
            read: Type.Enum(['source', 'copy', 'unread'], {
              description: 'How the citation was checked',
            }),
          },
          closed,
        ),
      ),
      publishes: Type.Array(Type.String(), {
        description: 'Columns that such a notice is meant to show',
      }),
      keeps: Type.Record(Type.String(), Bilingual, {
        description: 'What looks personal and is kept on purpose, and why',
      }),
      kinds: Type.Record(Type.String(), Type.Enum(['mask', 'keep', 'review'])),
      period: Type.Union([
        Type.Object(
          {
            length: Type.Integer({ minimum: 1 }),
            unit: Type.Enum(['working-days', 'days', 'months', 'years']),
          },
          closed,
        ),
        Type.Null(),
      ]),
      residualCandidates: Type.Integer({
        minimum: 1,
        description: 'Fewer numbers that fit a masked ID need a tighter mask or a person',
      }),
    },
    closed,
  ),
);

export const FormatList = listOf(
  Type.Object(
    {
      id: Type.String(),
      mediaType: Type.String(),
      extensions: Type.Array(Type.String()),
      channels: Type.Array(Type.String()),
    },
    closed,
  ),
);

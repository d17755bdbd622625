import { type Static, Type } from 'typebox';
import { GROUNDS } from '../../../engine/core/review.ts';
import { LISTED } from '../../../engine/report/report.ts';

const closed = { additionalProperties: false };
const Reason = Type.String({
  minLength: 1,
  maxLength: 500,
  description: 'Kept in report and audit trail: refused when it holds an identifier',
});
const Ground = Type.Enum([...GROUNDS]);

const decision = {
  action: Type.Enum(['mask', 'keep']),
  ground: Type.Optional(Ground),
  reason: Type.Optional(Reason),
};

export const FindingDecisionSchema = Type.Object(decision, {
  $id: 'FindingDecision',
  ...closed,
  description: 'To keep something needs a ground and a reason, and for sensitive kinds two people',
});
export type FindingDecision = Static<typeof FindingDecisionSchema>;

export const FindingDecisionsSchema = Type.Object(
  {
    findings: Type.Array(Type.String({ pattern: '^[0-9a-f]{20}$' }), {
      minItems: 1,
      maxItems: LISTED,
      uniqueItems: true,
    }),
    ...decision,
  },
  { $id: 'FindingDecisions', ...closed, description: 'One decision about several findings' },
);
export type FindingDecisions = Static<typeof FindingDecisionsSchema>;

export const NewMaskSchema = Type.Object(
  {
    text: Type.Optional(
      Type.String({
        minLength: 2,
        maxLength: 200,
        description: 'Hidden wherever it stands. Kept sealed, and only while the draft is',
      }),
    ),
    location: Type.Optional(
      Type.Object(
        {
          channel: Type.Optional(Type.String()),
          part: Type.String({ maxLength: 200 }),
          address: Type.String({ maxLength: 200 }),
        },
        { ...closed, description: 'A place as findings name it; all that stands there is hidden' },
      ),
    ),
    ground: Type.Optional(Ground),
    reason: Type.Optional(Reason),
  },
  { $id: 'NewMask', ...closed, description: 'A text or a place, one of them' },
);
export type NewMask = Static<typeof NewMaskSchema>;

export const ReleaseSchema = Type.Object(
  { ground: Ground, reason: Reason },
  { $id: 'Release', ...closed },
);
export type Release = Static<typeof ReleaseSchema>;

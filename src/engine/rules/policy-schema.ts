import { type Static, Type } from 'typebox';
import type { Mask } from '../core/mask.ts';

const Text = Type.String({ minLength: 1 });
const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$' });
const Both = Type.Object({ zh: Text, en: Text }, strict);
const Count = Type.Integer({ minimum: 0, maximum: 20 });

const identityMasks = [
  Type.Object({ kind: Type.Literal('full') }, strict),
  Type.Object({ kind: Type.Literal('keep'), start: Count, end: Count }, strict),
  Type.Object({ kind: Type.Literal('fixed'), text: Text }, strict),
] as const;

export const MaskSchema = Type.Union([
  ...identityMasks,
  Type.Object({ kind: Type.Literal('surname'), hidden: Type.Enum(['*', '某']) }, strict),
  Type.Object({ kind: Type.Literal('date'), keep: Type.Enum(['year', 'month']) }, strict),
  Type.Object({ kind: Type.Literal('address') }, strict),
  Type.Object(
    { kind: Type.Literal('composite'), identity: Type.Union([...identityMasks]) },
    strict,
  ),
]);
// A mask that the schema knows and the operators do not, or the other way round, stops the build.
type Agrees<A, B extends A> = B;
/** @public Nobody imports it; it is there to fail. */
export type WrittenMask = Agrees<Mask, Static<typeof MaskSchema>>;

const Kind = Type.Object(
  {
    action: Type.Enum(['mask', 'keep', 'review']),
    /** Needed unless the action is keep. */
    mask: Type.Optional(MaskSchema),
    /** Needed when the action is keep. */
    because: Type.Optional(Both),
  },
  strict,
);

const Basis = Type.Object(
  {
    source: Text,
    article: Type.Optional(Text),
    says: Both,
    /** How the citation was checked: at the source, on a copy or in the press, or not at all. */
    read: Type.Enum(['source', 'copy', 'unread']),
  },
  strict,
);

/** The shape of every file in `rules/policies/`. With `extends`, what is left out is inherited. */
export const PolicySchema = Type.Object(
  {
    id: Id,
    version: Text,
    name: Both,
    extends: Type.Optional(Id),
    basis: Type.Array(Basis, { minItems: 1 }),
    /** Words in the title or first lines of a notice that make this policy likely. */
    guess: Type.Optional(Type.Array(Text)),
    /** Words that settle it when they stand in the title, whatever else is said there. */
    guessSure: Type.Optional(Type.Array(Text)),
    /** Words of a title that is none of these lists, but about them: 评审办法; inherited. */
    guessNot: Type.Optional(Type.Array(Text)),
    /** Words of a title that is one all the same: 名单; inherited. */
    guessDespite: Type.Optional(Type.Array(Text)),
    /** Titles that make this policy the guess. They are tests. */
    examples: Type.Optional(Type.Array(Text)),
    /** What such a notice is meant to show: kinds of columns. */
    publishes: Type.Optional(Type.Array(Id)),
    default: Type.Optional(MaskSchema),
    kinds: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), Kind)),
    /** What is kept on purpose although it looks personal, and why. */
    keeps: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), Both)),
    /** Columns that need a person when they stand beside names and are not published, and why. */
    doubts: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), Both)),
    /** Kinds of findings that one person alone may not decide to publish; `blind-spots`: what nobody could read, always. */
    twoPersons: Type.Optional(Type.Array(Id)),
    /** How long the service keeps what it was handed, what it gave back, and its report. */
    retention: Type.Optional(
      Type.Object(
        {
          workingMinutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 43_200 })),
          heldDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
          maskedDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
          reportDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
        },
        { additionalProperties: false },
      ),
    ),
    period: Type.Optional(
      Type.Object(
        {
          length: Type.Integer({ minimum: 1 }),
          unit: Type.Enum(['working-days', 'days', 'months', 'years']),
        },
        strict,
      ),
    ),
    /** Fewer numbers than this that fit a masked ID need a tighter mask or a person. */
    residualCandidates: Type.Optional(Type.Integer({ minimum: 1 })),
    /** How people of one name are told apart where the published columns do not do it. */
    namesakes: Type.Optional(
      Type.Union([
        Type.Object({ by: Type.Literal('nothing') }, strict),
        Type.Object({ by: Type.Literal('ordinal') }, strict),
        Type.Object(
          {
            by: Type.Literal('suffix'),
            digits: Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), { minItems: 1 }),
          },
          strict,
        ),
      ]),
    ),
    pdf: Type.Optional(
      Type.Object(
        {
          /** What becomes of a page whose text nobody can read: a picture, or what it was. */
          fallback: Type.Enum(['raster', 'review']),
        },
        strict,
      ),
    ),
    people: Type.Optional(
      Type.Object(
        { ages: Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ maximum: 130 })]) },
        strict,
      ),
    ),
  },
  strict,
);

export type PolicyFile = Static<typeof PolicySchema>;

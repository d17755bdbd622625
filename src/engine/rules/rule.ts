import { type Static, Type } from 'typebox';

const Text = Type.String({ minLength: 1 });
const strict = { additionalProperties: false };
const Example = Type.Object({ text: Text, why: Type.Optional(Text) }, strict);

/** The shape of every file in `rules/`. */
export const RuleSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    name: Type.Object({ zh: Text, en: Text }, strict),
    severity: Type.Enum(['low', 'medium', 'high', 'critical']),
    basis: Type.Array(Type.Object({ law: Text, article: Type.Optional(Text) }, strict), {
      minItems: 1,
    }),
    source: Type.Optional(Text),
    pattern: Text,
    validator: Type.Optional(Text),
    context: Type.Optional(
      Type.Object({ raises: Type.Array(Text), lowers: Type.Array(Text) }, strict),
    ),
    examples: Type.Object(
      {
        match: Type.Array(Example, { minItems: 1 }),
        review: Type.Optional(Type.Array(Example)),
        ignore: Type.Array(Example, { minItems: 1 }),
      },
      strict,
    ),
  },
  strict,
);

export type Rule = Static<typeof RuleSchema>;

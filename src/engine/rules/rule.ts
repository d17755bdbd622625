import { type Static, Type } from 'typebox';

const Text = Type.String({ minLength: 1 });
const strict = { additionalProperties: false };
const Example = Type.Union([
  Type.Object({ text: Text, why: Type.Optional(Text) }, strict),
  Type.Object(
    { rows: Type.Array(Type.Array(Type.String()), { minItems: 1 }), why: Type.Optional(Text) },
    strict,
  ),
]);
const Examples = Type.Array(Example, { minItems: 1 });

/** The shape of every file in `rules/`. CONTRIBUTING.md explains each line by an example. */
export const RuleSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    name: Type.Object({ zh: Text, en: Text }, strict),
    severity: Type.Enum(['low', 'medium', 'high', 'critical']),
    basis: Type.Array(Type.Object({ law: Text, article: Type.Optional(Text) }, strict), {
      minItems: 1,
    }),
    source: Type.Optional(Text),
    /** Its words need not hold a number: they are found by their label alone. */
    byLabel: Type.Optional(Type.Boolean()),
    /** Where several rules fit one value the lowest goes first. */
    precedence: Type.Integer({ minimum: 0 }),
    /** What the rule looks at: a number or code (the rule), an address with @, or the words after a label. */
    takes: Type.Optional(Type.Enum(['value', 'mail', 'words'])),
    /** Letters and digits of a value. */
    lengths: Type.Optional(Type.Array(Type.Integer({ minimum: 4, maximum: 40 }), { minItems: 1 })),
    /** Fits the whole plain value (half width, upper case, no separators); the group `value` narrows it. */
    pattern: Text,
    validator: Type.Optional(Text),
    /** Digits alone that pass the validator fit the pattern: it need not be asked. */
    validatorSuffices: Type.Optional(Type.Boolean()),
    /** How a number may be written apart: anyhow, in equal groups, or as listed; `(` stands for a bracket. */
    groups: Type.Optional(Type.Union([Type.Enum(['any', 'equal']), Type.Array(Text)])),
    /** False: written in one piece it needs a label. */
    inOnePiece: Type.Optional(Type.Boolean()),
    /** The first six digits name a place, which makes it likelier; a place unknown rejects nothing. */
    region: Type.Optional(Type.Boolean()),
    /** How sure the pattern and the validator alone make us. */
    confidence: Type.Optional(Type.Enum(['possible', 'likely', 'certain'])),
    /** Never believed without a label or a column of its own. */
    needsLabel: Type.Optional(Type.Boolean()),
    /** What is believed under a label of its own though pattern or validator fail. */
    mistyped: Type.Optional(Text),
    /** What becomes of it when its label calls it a project, a case or an order. */
    against: Type.Optional(Type.Enum(['review', 'ignore'])),
    /** Words before the value or at the head of its column. */
    labels: Type.Optional(Type.Array(Text)),
    /** Words that say it only at the head of a column or left of the cell. */
    headers: Type.Optional(Type.Array(Text)),
    /** Those of its words that may as well name an organisation's, or what is on sale: then it is passed over. */
    shared: Type.Optional(Type.Array(Text)),
    /** What it numbers is sold and let, and then named on purpose. */
    isSold: Type.Optional(Type.Boolean()),
    /** Words that are its own only where people are spoken of. */
    ofPeople: Type.Optional(Type.Array(Text)),
    /** Rules whose words serve this one too. */
    labelsFrom: Type.Optional(Type.Array(Text)),
    /** In an office's own contact: published on purpose, or a person must look. */
    office: Type.Optional(Type.Enum(['keep', 'ask'])),
    /** Published on purpose: always, on an official domain, or when it is an organisation's. */
    publicWhen: Type.Optional(Type.Enum(['always', 'official-domain', 'organisation'])),
    /** The character before it is a plate's province, and part of it. */
    afterProvince: Type.Optional(Type.Boolean()),
    /** A notice is meant to show it: looked for only when a policy asks. */
    publishable: Type.Optional(Type.Boolean()),
    examples: Type.Object(
      {
        match: Type.Optional(Examples),
        review: Type.Optional(Examples),
        keep: Type.Optional(Examples),
        ignore: Examples,
      },
      strict,
    ),
  },
  strict,
);

export type Rule = Static<typeof RuleSchema>;
export type RuleExample = Static<typeof Example>;

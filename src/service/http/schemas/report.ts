import { type Static, type TSchema, Type } from 'typebox';
import { GROUNDS } from '../../../engine/core/review.ts';
import type { Report, ReportedFinding } from '../../../engine/report/report.ts';

const closed = { additionalProperties: false };
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer({ minimum: 0 });

const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() }, closed);

const Location = Type.Object(
  {
    channel: Type.String({ description: 'The kind of place: body, table, comment, metadata …' }),
    part: Type.String({ description: '第 3 页, 名单, 批注' }),
    address: Type.String({ description: 'C7, 段落 12; empty when the part says it all' }),
  },
  closed,
);

export const FileFacts = Type.Object(
  {
    name: Type.String({ description: 'The file name, with identifiers in it masked' }),
    format: Type.String(),
    mediaType: Type.String(),
    bytes: Count,
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  closed,
);

const Policy = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    name: Bilingual,
    chosen: Type.Enum(['asked', 'guessed', 'default']),
    because: nullable(Type.String({ description: 'The words of the document a guess rests on' })),
    basis: Type.Array(Type.String(), { description: 'The law and the papers it follows' }),
  },
  closed,
);

const Day = nullable(Type.String({ format: 'date' }));

const Notice = Type.Object(
  {
    publisher: nullable(Type.String({ description: '发布机构' })),
    indexNumber: nullable(Type.String({ description: '索引号' })),
    written: Day,
    published: Day,
    period: nullable(
      Type.Object(
        {
          start: Day,
          end: Day,
          length: nullable(
            Type.Object(
              {
                count: Type.Integer({ minimum: 1 }),
                unit: Type.Enum(['working-days', 'days', 'months', 'years']),
              },
              closed,
            ),
          ),
          source: Type.Enum(['text', 'policy'], {
            description: 'Whether the notice says so or only the policy for such notices',
          }),
          counted: Type.Boolean({
            description: 'The end is counted; public holidays may make it later',
          }),
        },
        closed,
      ),
    ),
  },
  { ...closed, description: 'What the notice says of itself (公示期, 发布机构, 索引号)' },
);

const Summary = Type.Object(
  {
    found: Count,
    masked: Count,
    kept: Count,
    review: Count,
    unlisted: Type.Integer({ minimum: 0, description: 'Findings that are not listed one by one' }),
    blindSpots: Count,
    removals: Count,
    byType: Type.Record(Type.String(), Count),
    byDisguise: Type.Record(Type.String(), Count, {
      description: 'How many of them nobody sees in the draft, by cause',
    }),
    types: Type.Array(
      Type.Object(
        {
          type: Type.String(),
          name: Bilingual,
          found: Count,
          masked: Count,
          kept: Count,
          review: Count,
        },
        closed,
      ),
    ),
  },
  closed,
);

const SaidSchema = Type.Object(
  {
    by: Type.String({ description: 'Id of a key, or of a person' }),
    at: Type.String({ format: 'date-time' }),
    ground: nullable(Type.Enum([...GROUNDS])),
    reason: nullable(Type.String()),
  },
  closed,
);

const DecidedSchema = Type.Object(
  { action: Type.Enum(['mask', 'keep']), said: Type.Array(SaidSchema) },
  closed,
);

export const FindingSchema = Type.Object(
  {
    id: Type.String({
      description: 'Stays: the same draft under the same policy has the same ids',
    }),
    type: Type.String({ description: 'The id of the rule' }),
    name: Bilingual,
    severity: Type.Enum(['low', 'medium', 'high', 'critical']),
    confidence: Type.Enum(['possible', 'likely', 'certain']),
    action: Type.Enum(['mask', 'keep', 'review']),
    location: Location,
    disguise: nullable(
      Type.Enum(['covered', 'invisible', 'off-page', 'white', 'hidden'], {
        description: 'Why nobody sees it in the draft though anyone can copy it out',
      }),
    ),
    masked: nullable(Type.String({ description: 'What stands there now' })),
    evidence: Type.Array(Type.String()),
    basis: Type.Array(Type.String()),
    fingerprint: Type.String({ description: 'Keyed hash: the same value, without the value' }),
    residualCandidates: nullable(Count),
    residualBecause: Type.Array(Type.String()),
    reason: nullable(Type.String()),
    decided: Type.Union([DecidedSchema, Type.Null()], {
      description: 'What people said about it; with `action` `review` it waits for a second person',
    }),
    addedMask: nullable(
      Type.String({
        format: 'uuid',
        description: 'Of something that a person wanted hidden: the mask that can be taken back',
      }),
    ),
    personsToKeep: Type.Integer({
      minimum: 1,
      description: 'How many different people must agree before it is published',
    }),
  },
  closed,
);

/** The members of a report, shared by the report itself and by the redaction that carries it. */
export const reportMembers = {
  verdict: Type.Enum(['clean', 'masked', 'review', 'refused']),
  mayPublish: Type.Boolean({ description: 'True for clean and masked only' }),
  document: FileFacts,
  policy: Policy,
  notice: Notice,
  summary: Summary,
  findings: Type.Array(FindingSchema),
  blindSpots: Type.Array(
    Type.Object(
      {
        location: Location,
        reason: Type.Enum(['image', 'encrypted', 'undecodable', 'unknown-object', 'limit-reached']),
      },
      closed,
    ),
  ),
  removals: Type.Array(Type.Object({ location: Location, what: Type.String() }, closed)),
  verification: Type.Object(
    { readers: Type.Array(Type.String()), residual: Count, completed: Type.Boolean() },
    closed,
  ),
  converted: nullable(
    Type.Object(
      { from: Type.String(), to: Type.String(), by: Type.String() },
      {
        ...closed,
        description:
          'The draft could not be opened as it is (.xlsb, .ppt …) and another program made of it what the output is: .xlsx by LibreOffice',
      },
    ),
  ),
  accepted: Type.Array(SaidSchema, { description: 'Who answers for the blind spots, so far' }),
  personsToRelease: Type.Integer({
    minimum: 1,
    description: 'How many different people must answer for them before it is published',
  }),
  engine: Type.Object({ version: Type.String(), rules: Type.String() }, closed),
};

export const ReportSchema = Type.Object(
  { ...reportMembers, masked: nullable(FileFacts) },
  { $id: 'Report', ...closed, description: 'What was found and done. Never holds a value.' },
);

type Contract = Static<typeof ReportSchema>;

/** What the engine tells and the contract does not: must stay `never`. Add it to the schema above. */
type Untold =
  | Exclude<keyof Report, keyof Contract>
  | Exclude<keyof ReportedFinding, keyof Contract['findings'][number]>
  | Exclude<keyof Report['summary'], keyof Contract['summary']>
  | Exclude<keyof Report['verification'], keyof Contract['verification']>;

/** A report as the contract has it: this does not compile when engine and contract drift apart. */
export const fitsContract = (report: [Untold] extends [never] ? Report : never): Contract =>
  report as Contract & Report;

import { type Static, Type } from 'typebox';
import { FindingSchema } from './report.ts';

const closed = { additionalProperties: false };
const Decision = Type.Enum(['publish', 'replace', 'hold']);

export const PublishCheckRequestSchema = Type.Object(
  {
    contentId: Type.String({ minLength: 1, maxLength: 200, description: 'The CMS’s own id of it' }),
    url: Type.Optional(
      Type.String({ format: 'uri', maxLength: 2048, description: 'Where it will stand' }),
    ),
    title: Type.String({ maxLength: 10_000 }),
    html: Type.String({ description: 'The body, a fragment of HTML' }),
    attachments: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 255 }),
            base64: Type.Optional(Type.String({ contentEncoding: 'base64' })),
            href: Type.Optional(
              Type.String({
                format: 'uri',
                maxLength: 2048,
                description: 'Fetched when there is no base64',
              }),
            ),
          },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
    policy: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 64 })),
    override: Type.Optional(
      Type.Object(
        {
          by: Type.String({ minLength: 1, maxLength: 200 }),
          ground: Type.Enum(['consent', 'legal-duty', 'not-personal']),
          reason: Type.String({ minLength: 1, maxLength: 2000 }),
        },
        {
          ...closed,
          description:
            'Publish against the findings. Needs a key with the scope `review`; written into the audit trail',
        },
      ),
    ),
  },
  { $id: 'PublishCheckRequest', ...closed },
);
export type PublishCheckRequest = Static<typeof PublishCheckRequestSchema>;

export const PublishCheckSchema = Type.Union(
  [
    Type.Object(
      {
        decision: Decision,
        contentHash: Type.String({
          description: 'Of what was checked: an edit voids the decision',
        }),
        title: Type.Optional(Type.String({ description: 'The masked title, for `replace`' })),
        html: Type.Optional(Type.String({ description: 'The masked body, for `replace`' })),
        attachments: Type.Array(
          Type.Object(
            {
              name: Type.String({
                description:
                  'With identifiers in it masked; for `replace` what the masked file is called, which is of ' +
                  'another kind where the draft had to be converted',
              }),
              decision: Decision,
              href: Type.Optional(Type.String({ description: 'The masked file, for `replace`' })),
              problem: Type.Optional(Type.String({ description: 'Why it could not be checked' })),
              detail: Type.Optional(Type.String({ description: 'What to do about it' })),
              redaction: Type.Optional(
                Type.String({ description: 'Where a person decides about it' }),
              ),
            },
            closed,
          ),
        ),
        overridden: Type.Optional(Type.Boolean({ description: 'Published on somebody’s word' })),
        findings: Type.Array(FindingSchema),
        report: Type.Union([Type.Object({ href: Type.String() }, closed), Type.Null()], {
          description:
            'The report of a page that was held, beside the redaction where a person decides about it; null when nothing of it is kept',
        }),
      },
      { ...closed, title: 'Decided' },
    ),
    Type.Object(
      {
        decision: Type.Literal('pending'),
        contentHash: Type.Union([Type.String(), Type.Null()], {
          description: 'Null while attachments are still being fetched',
        }),
      },
      {
        ...closed,
        title: 'Not decided within the budget: hold it, and ask again',
        description: 'A webhook hears `publish-check.decided` once it is.',
      },
    ),
  ],
  { $id: 'PublishCheck' },
);

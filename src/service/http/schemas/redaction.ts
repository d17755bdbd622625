import { Type } from 'typebox';
import { FileFacts, reportMembers } from './report.ts';

const closed = { additionalProperties: false };
const Id = Type.String({ format: 'uuid' });
const Time = Type.String({ format: 'date-time' });

const Masked = Type.Object(
  { ...FileFacts.properties, href: Type.String({ description: 'Where the file is, while kept' }) },
  closed,
);

const RedactionDone = Type.Object(
  {
    id: Id,
    status: Type.Enum(['done', 'destroyed']),
    createdAt: Time,
    revision: Type.Integer({ minimum: 0, description: 'Decisions that people made about it' }),
    ...reportMembers,
    masked: Type.Union([Masked, Type.Null()], {
      description: 'Null when the document may not be published or was destroyed',
    }),
    report: Type.Object({ href: Type.String() }, closed),
  },
  { ...closed, title: 'Done' },
);

const RedactionPending = Type.Object(
  { id: Id, status: Type.Enum(['queued', 'working', 'destroyed']), createdAt: Time },
  { ...closed, title: 'Pending, or destroyed before it was done' },
);

const RedactionFailed = Type.Object(
  {
    id: Id,
    status: Type.Literal('failed'),
    createdAt: Time,
    problem: Type.Unsafe({ $ref: 'Problem#' }),
  },
  { ...closed, title: 'Failed' },
);

export const RedactionSchema = Type.Union([RedactionDone, RedactionPending, RedactionFailed], {
  $id: 'Redaction',
});

/** The form of an upload. `file` has no type: the body is not JSON there. */
export const UploadSchema = Type.Object(
  {
    file: Type.Unsafe<{ name: string; bytes: Buffer }>({
      contentMediaType: 'application/octet-stream',
      description: 'The document',
    }),
    policy: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z0-9-]*$',
        maxLength: 64,
        description: 'A policy’s id, or `auto` to guess it from the notice; `general` when absent',
      }),
    ),
    password: Type.Optional(
      Type.String({
        maxLength: 512,
        description:
          'Opens an encrypted PDF. It is sealed with the file, destroyed with it, and never shown',
      }),
    ),
    context: Type.Optional(
      Type.Object(
        {
          publisher: Type.Optional(Type.String({ maxLength: 200 })),
          regionCode: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{1,11}$' })),
          noticeKind: Type.Optional(Type.String({ maxLength: 100 })),
        },
        { ...closed, description: 'What is known about the notice, as JSON' },
      ),
    ),
  },
  { $id: 'Upload', ...closed },
);

import { Type } from 'typebox';
import { PROBLEMS, type ProblemCode } from '../problem.ts';

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'urn:clearpost:problem: followed by the code' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    detail: Type.Optional(
      Type.String({
        description: 'For people: Chinese, then English. Never text of the document.',
      }),
    ),
    field: Type.Optional(Type.String({ description: 'The field of the request that is wrong' })),
    limitBytes: Type.Optional(Type.Integer({ description: 'The limit that was passed' })),
    redaction: Type.Optional(
      Type.String({ description: 'The redaction whose file is withheld; its report says why' }),
    ),
    requestId: Type.String({ description: 'Name it when you ask the operator' }),
  },
  { $id: 'Problem', additionalProperties: false, description: 'RFC 9457' },
);

/** The error answers of a route that asks who is there, by status, for the contract. */
export const problems = (...codes: readonly ProblemCode[]) =>
  problemsOfAnyone(...codes, 'unauthorized', 'forbidden', 'rate-limited', 'internal');

/** The error answers of a route that serves anyone. */
export function problemsOfAnyone(...codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    byStatus.entries().map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\` ${PROBLEMS[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
      },
    ]),
  );
}

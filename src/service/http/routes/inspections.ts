import type { FastifyInstance } from 'fastify';
import { problems } from '../schemas/problem.ts';
import { fitsContract } from '../schemas/report.ts';
import { takeUpload, type UploadDoor, type UploadedForm, uploadProblems } from '../take-upload.ts';

/** The same road, of which only the report comes back. */
export function inspectionRoutes(app: FastifyInstance, door: UploadDoor): void {
  app.post(
    '/v1/inspections',
    {
      ...takeUpload(door),
      config: { needs: ['redact'] },
      schema: {
        operationId: 'inspectDocument',
        summary: 'Look at a document: a report comes back, nothing is kept',
        tags: ['inspections'],
        consumes: ['multipart/form-data'],
        body: { $ref: 'Upload#' },
        response: {
          200: {
            description: 'The report',
            content: { 'application/json': { schema: { $ref: 'Report#' } } },
          },
          ...problems(...uploadProblems),
        },
      },
    },
    async ({ body }) => {
      const { file, policy, password, context } = body as UploadedForm;
      const task = { name: file.name, policy, password, context, wantsOutput: false };
      const { report } = await door.sandbox.redact(task, file.bytes);
      return fitsContract(report);
    },
  );
}

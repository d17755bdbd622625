import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { safeFileName } from './file-name.ts';
import { Problem } from './problem.ts';

/** An upload as it came in; `policy` and `context` are still to be validated. */
export interface UploadBody {
  file?: { readonly name: string; readonly bytes: Buffer };
  [field: string]: unknown;
}

/** Reads multipart/form-data into one object, the file held in memory up to the limit. */
export async function readUpload(request: FastifyRequest, maxBytes: number): Promise<UploadBody> {
  if (!request.isMultipart()) throw new Problem('content-type-unsupported', { detail: EXPECTED });
  const body: UploadBody = {};
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && part.fieldname === 'file') {
        body.file = { name: safeFileName(part.filename), bytes: await bytesOf(part, maxBytes) };
      } else if (part.type === 'file') {
        part.file.resume();
        throw wrong(part.fieldname);
      } else if (part.fieldname === 'file' || part.valueTruncated || part.fieldname in body) {
        throw wrong(part.fieldname);
      } else {
        body[part.fieldname] = part.fieldname === 'context' ? parsed(part.value) : part.value;
      }
    }
  } catch (error) {
    throw error instanceof Problem ? error : malformed(error, maxBytes);
  }
  return body;
}

const EXPECTED =
  '请用 multipart/form-data 上传，文件放在 file 字段 · send multipart/form-data with the document in the field “file”';

async function bytesOf(part: MultipartFile, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // Past the limit the stream says nothing more, yet ends only when the sender does.
  part.file.once('limit', () => part.file.destroy(tooLarge(maxBytes)));
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  if (part.file.truncated) throw tooLarge(maxBytes);
  return Buffer.concat(chunks);
}

/** Refuses a body that announces itself as too large before a byte of it is read. */
export function refuseTooLarge(request: FastifyRequest, maxBytes: number): void {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes + FORM_BYTES) throw tooLarge(maxBytes);
}

/** What a form may weigh beside its file. */
export const FORM_BYTES = 256 * 1024;

const tooLarge = (maxBytes: number): Problem => {
  const megabytes = maxBytes / 1024 / 1024;
  return new Problem('upload-too-large', {
    detail: `文件不能超过 ${megabytes} MB · a file may have at most ${megabytes} MB`,
    limitBytes: maxBytes,
  });
};

function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    throw new Problem('request-malformed', {
      field: 'context',
      detail: 'context 不是有效的 JSON · context is not valid JSON',
    });
  }
}

const wrong = (name: string): Problem => {
  // A field's name is the caller's own, and may be a number of somebody's.
  const field = name.replaceAll(/[^\w.-]|\d{5,}[Xx]?/g, '?').slice(0, 80);
  return new Problem('request-malformed', {
    field,
    detail: `字段不对：${field} · this field is unknown, repeated or wrong: ${field}`,
  });
};

function malformed(error: unknown, maxBytes: number): Problem {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(maxBytes);
  if (code === 'FST_FILES_LIMIT') return wrong('file');
  return new Problem('request-malformed', {
    detail: '上传内容不完整或有误 · the form is incomplete or malformed',
  });
}

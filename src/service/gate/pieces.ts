import type { FormPart } from './multipart.ts';

/** A file sent in pieces: a number could lie across two of them. */
export class InPieces extends Error {}

/** What WebUploader and plupload, resumable.js, flow.js, Dropzone and Fine Uploader call the count of pieces. */
const COUNTS = new Set([
  'chunks',
  'totalchunks',
  'chunkcount',
  'resumabletotalchunks',
  'flowtotalchunks',
  'dztotalchunkcount',
  'qqtotalparts',
]);

/** Throws InPieces when a form says that its file is one of several pieces. */
export function refusePieces(parts: readonly FormPart[]): void {
  const isPiece = parts.some(
    ({ name, body }) =>
      COUNTS.has(name.toLowerCase().replaceAll(/[^a-z]/g, '')) && body.toString().trim() !== '1',
  );
  if (isPiece) throw new InPieces();
}

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
  if (parts.some(({ name, body }) => isPiece(name, body.toString('latin1', 0, COUNT_LENGTH))))
    throw new InPieces();
}

/** The same where the address says so: resumable.js and flow.js may send nothing but the piece itself. */
export function refuseCountedPieces(url: string): void {
  const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  if (new URLSearchParams(query).entries().some(([name, value]) => isPiece(name, value)))
    throw new InPieces();
}

const COUNT_LENGTH = 20;

const isPiece = (name: string, count: string): boolean =>
  COUNTS.has(name.toLowerCase().replaceAll(/[^a-z]/g, '')) && count.trim() !== '1';

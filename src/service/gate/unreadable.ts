import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './refusal.ts';

/** Encodings in which a digit is the one byte that it is in ASCII: what is read here is what the server reads. */
const CHARSETS = new Set(['utf-8', 'utf8', 'us-ascii', 'iso-8859-1', 'gbk', 'gb2312', 'gb18030']);

/** Headers of protocols that send a file in pieces: a number could lie across two of them. */
const PIECES = ['content-range', 'upload-offset', 'upload-length', 'upload-complete'];

/** Why a request cannot be read as its server would read it; undefined when it can be. */
export function unreadable(method: string, headers: IncomingHttpHeaders): Refusal | undefined {
  if (/websocket/i.test(headers.upgrade ?? '')) return 'websocket';
  if (PIECES.some((name) => headers[name] !== undefined)) return 'pieces';
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')) return 'unreadable';
  if (!/^(?:chunked)?$/i.test(headers['transfer-encoding'] ?? '')) return 'unreadable';
  if (!isReadableType(headers['content-type'] ?? '')) return 'unreadable';
  return /^(?:GET|HEAD|TRACE)$/.test(method) && hasBody(headers) ? 'unreadable' : undefined;
}

/** A charset that is named must be one in which we read what the server reads. */
export function isReadableType(contentType: string): boolean {
  const named = contentType.matchAll(/charset\*?\d*\s*=\s*"?'?([^\s;"']*)/gi).toArray();
  return named.every(([, charset = '']) => CHARSETS.has(charset.toLowerCase()));
}

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;

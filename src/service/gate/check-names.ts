import type { IncomingHttpHeaders } from 'node:http';
import type { CheckedFile } from '../publish/check-file.ts';
import { type Check, fieldName, LONG_FIELD_BYTES } from './check-body.ts';
import { decodeField } from './url-encoded.ts';

/** Headers that give an uploaded file its name or title. */
const NAMING = /^(?:content-disposition|slug|title|x-.*(?:file-?name|title))$/;

/** An id, a page number, a flag: what addresses are made of. */
const PLAIN = /^[\w.-]{0,40}$/;

/** What beside the body carries text to where it may be published; none of it can be replaced, so each finding holds. */
export async function checkNames(
  request: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders },
  isPublishing: boolean,
  check: Check,
): Promise<readonly CheckedFile[]> {
  const { method, url, headers } = request;
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1).split(/[&=]/) : [];
  const isReading = method === 'GET' || method === 'HEAD';
  const asked = query.filter((text) =>
    isPublishing ? !(isReading && PLAIN.test(text)) : text.length > LONG_FIELD_BYTES,
  );
  const names = Object.entries(headers).flatMap(([name, value]) =>
    NAMING.test(name) && !isReading ? [String(value)] : [],
  );
  const texts = [...asked, ...names].map(decodeField).filter(({ length }) => length > 0);
  const checked = await Promise.all(texts.map((bytes) => check({ name: fieldName(bytes), bytes })));
  return checked
    .filter(({ decision }) => decision !== 'publish')
    .map((one) => ({ ...one, decision: 'hold' }));
}

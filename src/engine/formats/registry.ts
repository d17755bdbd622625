import { DocumentError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import { cfb } from './cfb/cfb.ts';
import { csv } from './csv/csv.ts';
import { doc } from './doc/doc.ts';
import { docx } from './docx/docx.ts';
import type { Format, Surroundings } from './format.ts';
import { html } from './html/html.ts';
import { json } from './json/json.ts';
import { metafile } from './metafile/metafile.ts';
import { mhtml } from './mhtml/mhtml.ts';
import { odf } from './odf/odf.ts';
import { ofd } from './ofd/ofd.ts';
import { packed } from './packed/packed.ts';
import { pdf } from './pdf/pdf.ts';
import { pptx } from './pptx/pptx.ts';
import { rtf } from './rtf/rtf.ts';
import { text } from './text/text.ts';
import { xls } from './xls/xls.ts';
import { xlsb } from './xlsb/xlsb.ts';
import { xlsx } from './xlsx/xlsx.ts';
import { xmlText } from './xml-text/xml-text.ts';
import { zip } from './zip/zip.ts';

/** Every format, the most particular signature first: the first that recognises the bytes opens them. */
export const FORMATS: readonly Format[] = [
  pdf,
  docx,
  xlsb,
  xlsx,
  pptx,
  odf,
  ofd,
  rtf,
  xls,
  doc,
  cfb,
  metafile,
  zip,
  packed,
  mhtml,
  html,
  xmlText,
  csv,
  json,
  text,
];

/** The format of some bytes, or a DocumentError that says what is accepted. */
export function formatOf(bytes: Uint8Array, name: string): Format {
  if (bytes.length === 0)
    throw new DocumentError('document-damaged', '文件是空的 · the file is empty');
  const format = recognise(bytes, name);
  if (format) return format;
  const known = FORMATS.filter(({ channels }) => channels.length > 0)
    .flatMap(({ extensions }) => extensions)
    .join(' ');
  throw new DocumentError(
    'format-unsupported',
    `不支持这种文件；可用的有 ${known} · not a supported document; supported: ${known}`,
  );
}

/** The surroundings of an upload. All that lies in it, at any depth, shares one allowance of bytes. */
export const surroundings = (limits: Limits, password?: string): Surroundings =>
  around(limits, 0, password, { bytes: 0 });

/** Bytes of the documents inside a document that have been opened so far. */
interface Spent {
  bytes: number;
}

function around(limits: Limits, depth: number, password: string | undefined, spent: Spent) {
  const known = (bytes: Uint8Array, name: string): Format | undefined => {
    const format = recognise(bytes, name);
    if (format) charge(spent, bytes.length, limits);
    return format;
  };
  const inner = (): Surroundings => {
    if (depth + 1 <= limits.depth) return around(limits, depth + 1, password, spent);
    throw new DocumentError(
      'document-limit-exceeded',
      `嵌套超过 ${limits.depth} 层 · nested deeper than ${limits.depth} levels`,
    );
  };
  return {
    limits,
    depth,
    password,
    openEmbedded: async (bytes: Uint8Array, name: string) =>
      known(bytes, name)?.open(bytes, inner()),
    rereadEmbedded: (bytes: Uint8Array, name: string) => known(bytes, name)?.reread(bytes, inner()),
  };
}

/** Each container alone may keep to its limit and a thousand of them not: what is rewritten is opened again at every level. */
function charge(spent: Spent, bytes: number, { inflatedBytes, depth }: Limits): void {
  spent.bytes += bytes;
  if (spent.bytes <= inflatedBytes * (depth + 1)) return;
  throw new DocumentError(
    'document-limit-exceeded',
    `其中的文件合计超过 ${inflatedBytes >> 20} MB · the files in it come to more than ${inflatedBytes >> 20} MB`,
  );
}

const recognise = (bytes: Uint8Array, name: string): Format | undefined =>
  bytes.length === 0 ? undefined : FORMATS.find((format) => format.recognises(bytes, name));

import { deflateSync } from 'node:zlib';

/** The objects of a hand-written PDF by their numbers; number 1 is the catalog. */
export type Objects = Readonly<Record<number, string | Uint8Array>>;

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A stream object, its content deflated unless it goes in as it is. */
export function stream(content: string | Uint8Array, dictionary = '', deflated = true): Buffer {
  const bytes = typeof content === 'string' ? latin1(content) : content;
  const body = deflated ? deflateSync(bytes) : bytes;
  const filter = deflated ? '/Filter /FlateDecode' : '';
  return Buffer.concat([
    latin1(`<< ${dictionary} ${filter} /Length ${body.length} >>\nstream\n`),
    body,
    latin1('\nendstream'),
  ]);
}

/** Text as a UTF-16 string object. */
export const utf16 = (text: string) =>
  `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

/** A whole file, with its cross-reference table and whatever goes into the trailer. */
export function pdfOf(objects: Objects, trailer = ''): Buffer {
  const parts: Buffer[] = [latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  const offsets = new Map<number, number>();
  let length = parts[0]?.length ?? 0;
  const put = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [number, content] of Object.entries(objects)) {
    offsets.set(Number(number), length);
    put(latin1(`${number} 0 obj\n`));
    put(typeof content === 'string' ? latin1(content) : Buffer.from(content));
    put(latin1('\nendobj\n'));
  }
  const size = Math.max(...offsets.keys()) + 1;
  const start = length;
  const rows = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined
      ? '0000000000 65535 f \n'
      : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  put(latin1(`xref\n0 ${size}\n${rows.join('')}trailer\n`));
  put(latin1(`<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** What may be added to a page that says `公示` in Latin letters. */
export interface Additions {
  /** Operators of the page. */
  readonly content?: string;
  readonly page?: string;
  readonly resources?: string;
  readonly catalog?: string;
  readonly trailer?: string;
  /** From number 10 on. */
  readonly objects?: Objects;
}

export const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** A file of one page in Helvetica with one thing added. */
export const onePage = (additions: Additions = {}): Buffer =>
  pdfOf(
    {
      1: `<< /Type /Catalog /Pages 2 0 R ${additions.catalog ?? ''} >>`,
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
        /Resources << /Font << /F1 5 0 R >> ${additions.resources ?? ''} >> ${additions.page ?? ''} >>`,
      4: stream(
        `BT /F1 12 Tf 72 760 Td (Public notice of the bureau) Tj ET\n${additions.content ?? ''}`,
      ),
      5: HELVETICA,
      ...additions.objects,
    },
    additions.trailer,
  );

/** Shows a text at a place on the page. */
export const shown = (text: string, x = 72, y = 700) => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`;

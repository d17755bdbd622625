import * as XLSX from 'xlsx';

/** Parts of an Office package by name. */
export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** Puts parts into a ZIP by SheetJS's writer, which shares nothing with ours. */
export function pack(parts: Parts): Uint8Array {
  const container = XLSX.CFB.utils.cfb_new({ root: 'R' });
  for (const [name, content] of Object.entries(parts))
    XLSX.CFB.utils.cfb_add(
      container,
      `/${name}`,
      typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content),
    );
  const written: unknown = XLSX.CFB.write(container, {
    fileType: 'zip',
    type: 'buffer',
    compression: true,
  });
  return Uint8Array.from(written as Uint8Array);
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** One relationship: its id, the last word of its type, its target. */
export type Arrow = readonly [id: string, kind: string, target: string];

export const rels = (arrows: readonly Arrow[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${arrows
    .map(
      ([id, kind, target]) =>
        `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"${/^(?:https?|mailto|tel|file|data):/.test(target) ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

export const contentTypes = (overrides: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/><Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${Object.entries(
    overrides,
  )
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
    .join('')}</Types>`;

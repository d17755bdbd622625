import { type Arrow, contentTypes, type Parts, pack, rels } from '../shared/pack.ts';

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A part of WordprocessingML with its root. */
export const wordPart = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${inside}</w:${root}>`;

export const paragraph = (inside: string): string => `<w:p>${inside}</w:p>`;
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** What a Word file is made of beside its body. */
export interface WordFile {
  /** Paragraphs and tables as XML. */
  readonly body?: string;
  readonly parts?: Parts;
  /** Relationships of the document; those of the package. */
  readonly arrows?: readonly Arrow[];
  readonly packageArrows?: readonly Arrow[];
  readonly types?: Readonly<Record<string, string>>;
}

/** A Word file written by hand. */
export const wordFile = ({
  body = '',
  parts,
  arrows,
  packageArrows,
  types,
}: WordFile): Uint8Array =>
  pack({
    '[Content_Types].xml': contentTypes({
      'word/document.xml': `${WORD}.document.main+xml`,
      ...types,
    }),
    '_rels/.rels': rels([
      ['rId1', 'officeDocument', 'word/document.xml'],
      ...(packageArrows ?? []),
    ]),
    'word/_rels/document.xml.rels': rels(arrows ?? []),
    'word/document.xml': wordPart('document', `<w:body>${paragraph(run('公示'))}${body}</w:body>`),
    ...parts,
  });

/** A part that hangs on the document by one relationship. */
export const hanging = (
  kind: string,
  part: string,
  content: string | Uint8Array,
  more: WordFile = {},
): WordFile => ({
  ...more,
  arrows: [['rId9', kind, part.replace(/^word\//, '')], ...(more.arrows ?? [])],
  parts: { [part]: content, ...more.parts },
});

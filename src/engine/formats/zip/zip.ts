import type { LoadedDocument, Removal } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import { DocumentError } from '../../core/errors.ts';
import type { Format, Surroundings } from '../format.ts';
import type { Embedded } from '../shared/embedded.ts';
import { Sections } from '../shared/sections.ts';
import type { Placed } from '../shared/zip/placement.ts';
import { writeZip } from '../shared/zip/write.ts';
import { openZip, type Zip } from '../shared/zip/zip.ts';
import { ArchiveComments } from './comments.ts';
import { openMember } from './member.ts';
import { EntryNames } from './names.ts';
import { rereadArchive } from './reread.ts';

/** An archive: names, comments, and every file by its own format, archives inside included. */
export const zip: Format = {
  id: 'zip',
  mediaType: 'application/zip',
  extensions: ['.zip'],
  channels: ['file-name', 'comment', 'body', 'table', 'metadata', 'hidden', 'image', 'attachment'],
  readers: ['fflate'],
  recognises: (bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b && SECOND_HALVES.has(bytes[2] ?? 0),
  open: openArchive,
  reread: rereadArchive,
};

/** `PK` goes on so for a file, and for the directory of an archive without any. */
const SECOND_HALVES: ReadonlySet<number> = new Set([3, 5]);

/** What systems leave behind in archives: previews, colours, places of icons. Nobody publishes them. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
const PACKAGE = /^(?:\[Content_Types\]\.xml|mimetype|OFD\.xml|_rels\/\.rels)$/;

async function openArchive(bytes: Uint8Array, surroundings: Surroundings): Promise<LoadedDocument> {
  const archive = openZip(bytes, surroundings.limits);
  refusePackages(archive);
  const litter = archive.entries.filter(({ name }) => LITTER.test(name));
  const kept = archive.entries.filter((entry) => !litter.includes(entry));
  const names = new EntryNames(kept.map(({ name }) => name));
  const comments = new ArchiveComments(archive);
  const members = [];
  for (const [index, entry] of kept.entries())
    if (entry.inflated > 0)
      members.push(await openMember(entry, archive.read(entry), index, surroundings));
  const documents = members.flatMap((member) => ('document' in member ? [member] : []));
  const sections = new Sections<EntryNames | ArchiveComments | Embedded>([
    names,
    comments,
    ...documents.map(({ document }) => document),
  ]);
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots: members.flatMap((member) =>
      'document' in member ? member.document.blindSpots : [member.blindSpot],
    ),
    removals: [
      ...removalsOf(comments, litter),
      ...documents.flatMap(({ document }) => document.removals),
    ],
    rewrite: async (edits) => {
      const groups = new Map<unknown, Edit[]>(sections.edits(edits));
      const renamed = names.renamed(groups.get(names) ?? []);
      const changes = new Map<string, Uint8Array | null>(litter.map(({ name }) => [name, null]));
      for (const [name, fresh] of renamed) if (fresh === null) changes.set(name, null);
      for (const { entry, document } of documents) {
        const content = await document.rewrite(groups.get(document) ?? []);
        if (content) changes.set(entry.name, content);
      }
      return writeZip(archive, changes, new Map(renamed.entries().filter(isName)));
    },
  };
}

const isName = (pair: [string, string | null]): pair is [string, string] => pair[1] !== null;

/** Packages of office programs that no format took: read as an archive, their text would be in shreds. */
function refusePackages({ entries }: Zip): void {
  if (!entries.some(({ name }) => PACKAGE.test(name))) return;
  throw new DocumentError(
    'format-unsupported',
    '这种办公文档不受支持；请另存为 DOCX、XLSX 或 PDF · this kind of office document is not supported; save as DOCX, XLSX or PDF',
  );
}

function removalsOf(comments: ArchiveComments, litter: readonly Placed[]): Removal[] {
  const removal = (part: string, address: string, when: Removal['when']): Removal => ({
    what: 'metadata',
    when,
    location: { channel: 'hidden', part, address },
  });
  return [
    ...(comments.count > 0 ? [removal('压缩包注释', '', 'on-rewrite')] : []),
    ...(comments.hasOtherBytes ? [removal('压缩包的空隙', '', 'always')] : []),
    ...(litter.length > 0 ? [removal('系统文件', `${litter.length} 个`, 'always')] : []),
  ];
}

import type { LoadedDocument } from '../../core/document.ts';
import { DocumentError } from '../../core/errors.ts';
import type { Surroundings } from '../format.ts';
import type { Attachment } from './extras.ts';

/** A file inside the file, opened where a format knows it. */
export interface OpenedAttachment {
  readonly attachment: Attachment;
  /** Without it the attachment is taken out. */
  readonly document: LoadedDocument | undefined;
}

export async function openAttachment(
  attachment: Attachment,
  surroundings: Surroundings,
): Promise<OpenedAttachment> {
  const { bytes, name } = attachment;
  if (bytes?.length === 0) return { attachment, document: EMPTY };
  try {
    const document = bytes && (await surroundings.openEmbedded(bytes, name));
    return { attachment, document };
  } catch (error) {
    const isLimit = error instanceof DocumentError && error.code === 'document-limit-exceeded';
    if (isLimit || !(error instanceof DocumentError)) throw error;
    return { attachment, document: undefined };
  }
}

/** Nothing inside: nothing to read and nothing to take out. */
const EMPTY: LoadedDocument = {
  segments: [],
  segment: (id) => {
    throw new RangeError(`no segment ${id}`);
  },
  blindSpots: [],
  removals: [],
  rewrite: async () => new Uint8Array(),
};

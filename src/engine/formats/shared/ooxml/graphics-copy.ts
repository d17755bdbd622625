import { DEFAULT_LIMITS } from '../../../core/limits.ts';
import { openZip } from '../zip/zip.ts';

/** The most that a copy of a drawing may unpack to; a larger one is not looked into but dropped. */
const MOST = { ...DEFAULT_LIMITS, inflatedBytes: 8 * 1024 * 1024, entries: 100 };

/**
 * The text inside `o:gfxdata`: a whole package of its own in base64, in which Word keeps a second copy
 * of an old drawing. Nothing but Word reads it, and Word makes it anew.
 */
export function graphicsCopy(base64: string): string {
  try {
    const zip = openZip(Buffer.from(base64, 'base64'), MOST);
    const parts = zip.entries.map((entry) => zip.read(entry).toString('utf8'));
    return parts.map((xml) => `${xml.replaceAll(/<[^<>]*>/g, '')}\n${xml}`).join('\n');
  } catch {
    return ''; // No package: its letters are read as they stand.
  }
}

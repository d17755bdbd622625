import { apply, type Redaction } from './apply.ts';
import { type Settings, scan, type Upload } from './scan.ts';

/** The one road: open, detect, decide | rewrite, verify, judge. */
export const redact = async (upload: Upload, settings: Settings): Promise<Redaction> =>
  apply(await scan(upload, settings), settings);

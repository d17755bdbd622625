import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Limits } from '../core/limits.ts';
import { decide } from '../decide/decide.ts';
import { detect } from '../detect/detect.ts';
import type { RuleBook } from '../detect/rule-book.ts';
import type { Format } from '../formats/format.ts';
import { formatOf, surroundings } from '../formats/registry.ts';
import type { Policy } from '../rules/policy.ts';

/** What the road needs beside the bytes. */
export interface Settings {
  readonly rules: RuleBook;
  readonly policy: Policy;
  readonly limits: Limits;
}

export interface Upload {
  readonly bytes: Uint8Array;
  /** The file's name as sent; never a path. */
  readonly name: string;
}

/** A document read and decided about. Holds raw values: it never leaves memory. */
export interface Scan {
  readonly upload: Upload;
  readonly format: Format;
  readonly document: LoadedDocument;
  readonly decisions: readonly Decision[];
}

/** First half of the road: open, detect, decide. Changes nothing. */
export async function scan(upload: Upload, settings: Settings): Promise<Scan> {
  const format = formatOf(upload.bytes, upload.name);
  const document = await format.open(upload.bytes, surroundings(settings.limits));
  const { findings } = detect(document, settings.rules);
  return { upload, format, document, decisions: decide(findings, settings.policy) };
}

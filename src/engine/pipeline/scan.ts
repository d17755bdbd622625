import type { Decision } from '../core/decision.ts';
import type { Limits } from '../core/limits.ts';
import { decide } from '../decide/decide.ts';
import { guessPolicy } from '../decide/guess.ts';
import { detect } from '../detect/detect.ts';
import type { RuleBook } from '../detect/rule-book.ts';
import type { Format } from '../formats/format.ts';
import { formatOf, surroundings } from '../formats/registry.ts';
import type { Policy } from '../rules/policy.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { maskEverywhere } from './everywhere.ts';
import { type NamedDocument, named } from './named.ts';

/** What the road needs beside the bytes. */
export interface Settings {
  readonly rules: RuleBook;
  readonly policy: Policy;
  /** Policies to guess among from the document's words; `policy` is then only the fallback. */
  readonly guessAmong?: readonly Policy[];
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
  readonly document: NamedDocument;
  /** In reading order. */
  readonly decisions: readonly Decision[];
  /** What no part of the output may show. */
  readonly hidden: HiddenValues;
  readonly policy: Policy;
  /** The words a guess of the policy rests on; empty when nothing was guessed. */
  readonly because: readonly string[];
}

/** First half of the road: open, detect, decide. Changes nothing. */
export async function scan(upload: Upload, settings: Settings): Promise<Scan> {
  const format = formatOf(upload.bytes, upload.name);
  const opened = await format.open(upload.bytes, surroundings(settings.limits));
  const document = named(opened, upload.name);
  const { findings } = detect(document, settings.rules);
  const { policy, because } = settings.guessAmong
    ? guessPolicy(document, upload.name, settings.guessAmong, settings.policy)
    : { policy: settings.policy, because: [] };
  const { decisions, hidden } = maskEverywhere(decide(findings, policy), document);
  return { upload, format, document, decisions, hidden, policy, because };
}

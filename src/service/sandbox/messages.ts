import type { Context } from '../../engine/core/context.ts';
import type { Draft } from '../../engine/core/draft.ts';
import type { DocumentErrorCode } from '../../engine/core/errors.ts';
import type { Review } from '../../engine/core/review.ts';
import type { ReviewErrorCode } from '../../engine/core/review-error.ts';
import type { ShownForm } from '../../engine/core/trace.ts';
import type { Look, Report } from '../../engine/report/report.ts';
import type { Policy } from '../../engine/rules/policy.ts';
import type { PageFacts } from '../page/page-facts.ts';

/** First frame to a child: what its engine needs. Travels in a pipe, not in argv, since it holds a key. */
export interface Setup {
  readonly rulesFolder: string;
  readonly policiesFolder?: string | undefined;
  readonly limits: { readonly fileBytes: number };
  /** Base64. */
  readonly fingerprintKey: string;
  /** A child that has grown past this takes no further document. */
  readonly spentMb: number;
}

/** What a child's engine knows, told once when it is ready. */
export interface Catalog {
  readonly formats: readonly CatalogFormat[];
  readonly policies: readonly CatalogPolicy[];
  readonly rules: readonly CatalogRule[];
  /** Versions of the program and of all rule files together. */
  readonly engine: Report['engine'];
}

export interface CatalogFormat {
  readonly id: string;
  readonly mediaType: string;
  readonly extensions: readonly string[];
  readonly channels: readonly string[];
}

export interface CatalogPolicy {
  readonly id: string;
  readonly version: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Where the policy says something of its own. */
  readonly retention?: {
    readonly workingMinutes?: number | undefined;
    readonly heldDays?: number | undefined;
    readonly maskedDays?: number | undefined;
    readonly reportDays?: number | undefined;
  };
  /** Whether its basis says how long such a notice is on display. */
  readonly isTimed: boolean;
  readonly basis: Policy['basis'];
  /** Columns that such a notice is meant to show. */
  readonly publishes: readonly string[];
  /** What looks personal and is kept on purpose, and why. */
  readonly keeps: Policy['keeps'];
  /** What becomes of kinds of findings that it names; all others are masked as a whole. */
  readonly kinds: Readonly<Record<string, 'mask' | 'keep' | 'review'>>;
  /** How long such a notice is on display; null where its basis names no time. */
  readonly period: NonNullable<Policy['period']> | null;
  readonly residualCandidates: number;
}

export interface CatalogRule {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly severity: string;
  readonly basis: readonly { readonly law: string; readonly article?: string | undefined }[];
  readonly source?: string | undefined;
}

/** Work for a child. The frame's only blob is the document. */
export interface Task {
  /** The file's name as sent, made safe. */
  readonly name: string;
  /** A policy's id, `auto` to guess it from the document; undefined for the general one. */
  readonly policy?: string | undefined;
  /** Opens the document, if it is encrypted. */
  readonly password?: string | undefined;
  /** What it was before it was converted. */
  readonly draft?: Draft | undefined;
  /** What the sender knows of the notice beside its bytes. */
  readonly context?: Context | undefined;
  /** False for an inspection: the masked bytes stay in the child. */
  readonly wantsOutput: boolean;
  /** What people decided about it after an earlier run. */
  readonly review?: Review | undefined;
  /** Base64; ids of findings stay the same for a draft although the service's own key has changed. */
  readonly findingKey?: string | undefined;
  /** True to be told also how the draft shows numbers that it half hides. */
  readonly wantsShownForms?: boolean | undefined;
}

/** Look at a document that is online, as it stands. The frame's only blob is the document. */
export interface LookTask extends Pick<Task, 'name' | 'policy' | 'context'> {
  /** Where it was found; what a page says of others is read from there. */
  readonly url: string;
  /** Base64: the same value has the same fingerprint over sites and years. */
  readonly fingerprintKey: string;
  /** True for one that only lists addresses. */
  readonly isSitemap: boolean;
  /** True for a list that is handed over by whoever runs this: it may be as long as it likes. */
  readonly isOwn?: boolean;
}

/** Paint one page of a document. The frame's only blob is the document. */
export interface PreviewTask extends Pick<Task, 'name'> {
  /** Counted from 1. */
  readonly page: number;
  readonly dpi: number;
}

/** Whatever a child may be given to do. */
export type AnyTask = Task | LookTask | PreviewTask;

/** What a look gives. */
export interface Looked {
  /** Null when the document could not be read, and for a sitemap. */
  readonly look: Look | null;
  /** Why it could not be read. */
  readonly problem: DocumentErrorCode | null;
  /** Where it leads and what it says of itself; null for what leads nowhere. */
  readonly page: PageFacts | null;
  readonly shownForms: readonly ShownForm[];
}

/** What a child sends back, as `{ answer, isSpent }`. */
export type Answer =
  | { readonly kind: 'ready'; readonly catalog: Catalog }
  /** The engine could not start; no document has been seen yet, so the message is safe to show. */
  | { readonly kind: 'cannot-start'; readonly reason: string }
  /** The frame's only blob is the output, when there is one and it is wanted. */
  | {
      readonly kind: 'done';
      readonly report: Report;
      readonly shownForms?: readonly ShownForm[] | undefined;
    }
  | { readonly kind: 'looked'; readonly looked: Looked }
  /** The frame's only blob is the picture; none when there is no such page, or no pages at all. */
  | { readonly kind: 'pictured' }
  | {
      readonly kind: 'document-error';
      readonly code: DocumentErrorCode;
      readonly detail: string | null;
    }
  /** A decision of a person that cannot be carried out. */
  | { readonly kind: 'review-error'; readonly code: ReviewErrorCode }
  /** `where` is a class of error and places in our source; a message could hold a piece of the document. */
  | { readonly kind: 'failed'; readonly where: string };

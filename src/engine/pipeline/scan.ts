import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../core/context.ts';
import type { Decision } from '../core/decision.ts';
import type { Draft } from '../core/draft.ts';
import { readingOrder } from '../core/finding.ts';
import type { Limits } from '../core/limits.ts';
import type { NoticeFacts } from '../core/notice.ts';
import type { Review, Said } from '../core/review.ts';
import type { TableFacts } from '../core/table.ts';
import type { CandidateCounter } from '../decide/candidates.ts';
import { decide } from '../decide/decide.ts';
import { doubtsAbout } from '../decide/doubts.ts';
import { repairDraftMasks } from '../decide/draft-masks.ts';
import { type Guess, guessPolicy } from '../decide/guess.ts';
import { agesOn } from '../decide/list-ages.ts';
import { noticeFacts } from '../decide/notice/facts.ts';
import { NoticeLines } from '../decide/notice/lines.ts';
import { inOneLayout } from '../decide/one-layout.ts';
import { openingOf } from '../decide/opening.ts';
import { inReadingOrder } from '../decide/order.ts';
import { tellSurnamesApart } from '../decide/ordinals.ts';
import { placeFinder } from '../decide/place-names.ts';
import { impliedRegion } from '../decide/region.ts';
import { type Circumstances, settlePeople } from '../decide/settle.ts';
import { coverToldColumns } from '../decide/told-columns.ts';
import { type Detection, detect } from '../detect/detect.ts';
import {
  halfMasked,
  tailsInColumns,
  withoutLeaders,
  withoutParts,
} from '../detect/half-masked/half-masked.ts';
import { keepingStarred, type Starred } from '../detect/half-masked/stars.ts';
import type { RuleBook } from '../detect/rule-book.ts';
import type { Format } from '../formats/format.ts';
import { formatOf, surroundings } from '../formats/registry.ts';
import type { Divisions } from '../rules/divisions.ts';
import type { Policy } from '../rules/policy.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { askedBy } from './asked-by.ts';
import { type FindingIds, findingIds } from './finding-id.ts';
import { HiddenFromView } from './hidden-from-view.ts';
import { type NamedDocument, named } from './named.ts';
import { settled } from './reviewed.ts';
import { refuseTelling } from './telling.ts';
import { unseenTexts } from './unseen-texts.ts';

/** What the road needs beside the bytes. */
export interface Settings {
  readonly rules: RuleBook;
  readonly policy: Policy;
  /** Policies to guess among from the document's words; `policy` is then only the fallback. */
  readonly guessAmong?: readonly Policy[];
  readonly limits: Limits;
  /** What rows of people are weighed with; without it numbers are masked and rows not looked at. */
  readonly people?: PeopleSettings;
  /** What people decided about this very draft. */
  readonly review?: Review;
  /** Keys the ids of findings; without it they differ at every start. */
  readonly findingKey?: Uint8Array;
}

export interface PeopleSettings {
  readonly divisions: Divisions;
  /** Made once for those divisions: it remembers what it has counted. */
  readonly count: CandidateCounter;
  readonly context: Context;
  /** This year. */
  readonly year: number;
}

export interface Upload {
  readonly bytes: Uint8Array;
  /** The file's name as sent; never a path. */
  readonly name: string;
  /** Opens it, if it is encrypted. */
  readonly password?: string | undefined;
  /** What it was before another program made a file of it that can be opened. */
  readonly draft?: Draft | undefined;
}

/** A document read and decided about. Holds raw values: it never leaves memory. */
export interface Scan {
  readonly upload: Upload;
  readonly format: Format;
  readonly document: NamedDocument;
  /** In reading order. */
  readonly decisions: readonly Decision[];
  /** What detection learnt about the document's tables. */
  readonly tables: readonly TableFacts[];
  /** What no part of the output may show. */
  readonly hidden: HiddenValues;
  readonly policy: Policy;
  /** The words a guess of the policy rests on; empty when nothing was guessed. */
  readonly because: readonly string[];
  /** Who publishes it and for how long, as far as it says. */
  readonly notice: NoticeFacts;
  readonly idOf: FindingIds;
  /** Who answers for the blind spots, so far. */
  readonly accepted: readonly Said[];
}

/** For whoever has no key: ids of one process. */
const PASSING_KEY = randomBytes(32);

/** First half of the road: open, detect, decide. Changes nothing. */
export async function scan(upload: Upload, settings: Settings): Promise<Scan> {
  const format = formatOf(upload.bytes, upload.name);
  const around = surroundings(settings.limits, upload.password);
  const opened = await format.open(upload.bytes, around);
  const found = named(opened, upload.name);
  const { policy, because } = policyFor(found, upload, settings);
  const kept = policy.pdf.fallback === 'review' ? opened.keepingUnreadable?.() : undefined;
  const document = kept ? named(kept, upload.name) : found;
  const lines = new NoticeLines();
  const view = new HiddenFromView();
  const { findings, tables } = findingsIn(document, policy, settings, { lines, view });
  const notice = noticeFacts(lines.texts, policy);
  const called = `${upload.name}\n${notice.publisher ?? ''}`;
  const seen = decisionsFor({ findings, tables }, document, policy, settings, called);
  const unseen = unseenTexts(view.texts.values(), seen, document, policy);
  const decided = unseen.length === 0 ? seen : inReadingOrder([...seen, ...unseen]);
  const sha256 = upload.draft?.sha256 ?? createHash('sha256').update(upload.bytes).digest('hex');
  const idOf = findingIds(settings.findingKey ?? PASSING_KEY, sha256, policy);
  const { review } = settings;
  const { decisions, hidden } = settled(decided, document, policy, {
    ...(review && { review }),
    idOf,
  });
  refuseTelling(review?.check ?? [], hidden, policy, settings.rules);
  const accepted = review?.accepted ?? [];
  return {
    upload,
    format,
    document,
    decisions,
    tables,
    hidden,
    policy,
    because,
    notice,
    idOf,
    accepted,
  };
}

/** What detection finds, and what the draft had masked itself. */
function findingsIn(
  document: NamedDocument,
  policy: Policy,
  { rules }: Settings,
  { lines, view }: { lines: NoticeLines; view: HiddenFromView },
): Detection {
  const starred: Starred[] = [];
  const asked = askedBy(policy, rules);
  const segments = view.keeping(keepingStarred(lines.keeping(document.segments), starred));
  const { findings, tables } = detect({ segments, segment: document.segment }, rules, asked);
  const half = [
    ...withoutLeaders(halfMasked(starred, tables, rules, asked), findings, document),
    ...tailsInColumns(document, tables),
  ];
  const all =
    half.length === 0 ? findings : [...withoutParts(findings, half), ...half].sort(readingOrder);
  return { findings: view.toldOf(all), tables };
}

function decisionsFor(
  { findings, tables }: Detection,
  document: NamedDocument,
  policy: Policy,
  { people, rules }: Settings,
  called: string,
): readonly Decision[] {
  const found = decide({ findings, tables }, policy, document);
  const covered = coverToldColumns(found, tables, document, policy, {
    home: rules.byId.get('address')?.rule.labels ?? [],
    isOrganisation: (text) => rules.organisation.test(text),
  });
  const decided = repairDraftMasks(covered, document, tables, policy);
  const apart = policy.namesakes.by === 'ordinal' ? tellSurnamesApart(decided, document) : decided;
  const settled = people
    ? settlePeople(
        apart,
        circumstances(
          document,
          tables,
          policy,
          people,
          `${called}\n${openingOf(document, TITLE)}`,
          rules,
        ),
      )
    : apart;
  const even = inOneLayout(settled, document, policy);
  const doubts = doubtsAbout(tables, document, policy, people?.year);
  return doubts.length === 0 ? even : inReadingOrder([...even, ...doubts]);
}

function policyFor(
  document: NamedDocument,
  { name }: Upload,
  { policy, guessAmong, people }: Settings,
): Guess {
  const called = `${people?.context.noticeKind ?? ''}\n${name}`;
  return guessAmong ? guessPolicy(document, called, guessAmong, policy) : { policy, because: [] };
}

/** The title names the place; further down every notice mentions others. */
const TITLE = 300;

/** @param title what the notice is called, who publishes it, and its first words */
const circumstances = (
  document: NamedDocument,
  tables: readonly TableFacts[],
  policy: Policy,
  { divisions, count, context, year }: PeopleSettings,
  title: string,
  { data }: RuleBook,
): Circumstances => ({
  document,
  tables,
  policy,
  count,
  setting: {
    year,
    ages: agesOn(`${context.noticeKind ?? ''}\n${title}`, data.words.lists, policy.people?.ages),
    region: impliedRegion(context, title, divisions.named),
    placeIn: placeFinder(divisions.named),
  },
});

import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { maskedRuleOf } from '../core/kinds.ts';
import type { Mask } from '../core/mask.ts';
import type { TableFacts } from '../core/table.ts';
import { masked } from '../mask/mask.ts';
import type { Policy } from '../rules/policy.ts';
import { fold } from '../text/fold.ts';
import { starred } from '../text/stars.ts';
import { holdsId } from './half-masked.ts';
import { draftValue } from './knowledge.ts';
import { textOf } from './text-of.ts';
import { unitedDrafts } from './united-drafts.ts';

type Document = Pick<LoadedDocument, 'segment' | 'segments'>;

const STAR = /\*/g;
const CARD = 'bank-card';
/** Digits of the shortest common card, the last of which follows from the others. */
const CARD_LENGTH = 16;
const MOST_DIGITS = 15;
const MOST_LETTERS = 3;

/**
 * What the draft had masked itself stays where that is enough and gets the policy's mask where it is
 * not. IDs are not decided here: what still fits them depends on their rows.
 */
export function repairDraftMasks(
  decisions: readonly Decision[],
  document: Document,
  tables: readonly TableFacts[],
  policy: Policy,
): readonly Decision[] {
  const drafts = decisions.filter(isDraftMask);
  if (drafts.length === 0) return decisions;
  const texts = new Map(drafts.map((draft) => [draft, starredText(draft, document)]));
  const united = unitedDrafts(texts, document, tables);
  return decisions.map((decision) => {
    const text = texts.get(decision);
    return text === undefined ? decision : repaired(decision, text, policy, united.get(decision));
  });
}

const isDraftMask = ({ finding, action }: Decision): boolean =>
  action !== 'keep' && !holdsId(finding.ruleId) && maskedRuleOf(finding.ruleId) !== undefined;

/** @param united what several places of the document show of this number together */
function repaired(decision: Decision, text: string, policy: Policy, united?: string): Decision {
  if (decision.action === 'keep') return decision;
  const { finding, mask } = decision;
  const ruleId = maskedRuleOf(finding.ruleId);
  const enough = { action: 'keep', finding, reason: 'masked-enough' } as const;
  if (ruleId === 'name') return showsNoMore(text, masked(text, mask)) ? enough : decision;
  if (ruleId === 'birth-date') return isDateEnough(text, mask) ? enough : decision;
  if (ruleId === 'email' && showsMuch(text)) return decision;
  const value = united ?? draftValue(text);
  const shown = value.replaceAll(STAR, '').length;
  const count = candidatesFor(value.length - shown, shown, ruleId);
  const told = finding.saying(
    ...(united === undefined ? [] : ['recombined']),
    `left-candidates:${count}`,
  );
  if (count < policy.residualCandidates) return { ...decision, finding: told };
  return { ...enough, finding: told, candidates: { count, because: [`shows:${shown}`] } };
}

/** A mailbox whose name is nearly whole: letters are guessed more easily than digits. */
function showsMuch(text: string): boolean {
  const [name = ''] = text.split('@');
  const shown = name.replaceAll(STAR, '').length;
  return shown > MOST_LETTERS && name.length - shown <= MOST_LETTERS;
}

/** Every character that the draft shows is one that the policy's own mask would show. */
function showsNoMore(draft: string, allowed: string): boolean {
  const shown = draft.replaceAll(STAR, '').match(/\p{L}/gu) ?? [];
  return shown.every((char, index) => allowed.charAt(index) === char);
}

const PARTS = /^(?<year>[\d*]{4})(?:\D?(?<month>[\d*]{1,2})(?:\D?(?<day>[\d*]{1,2}))?)?/;

/** The draft shows no more of a date than the policy's mask: its year, or its year and month. */
function isDateEnough(draft: string, mask: Mask): boolean {
  const { year = '', month = '', day = '' } = PARTS.exec(draft)?.groups ?? {};
  const shows = [year, month, day].map((part) => /\d/.test(part));
  const allowed = mask.kind !== 'date' ? 0 : mask.keep === 'month' ? 2 : 1;
  return year !== '' && shows.every((shown, part) => !shown || part < allowed);
}

/** How many numbers fit what is left standing; never more than the stars say. */
function candidatesFor(hidden: number, shown: number, ruleId: string | undefined): number {
  if (ruleId !== CARD) return 10 ** Math.min(MOST_DIGITS, hidden);
  return 10 ** (Math.min(MOST_DIGITS, Math.max(hidden, CARD_LENGTH - shown)) - 1);
}

const starredText = ({ finding }: Decision, document: Document): string =>
  starred(fold(textOf(finding, document)).text);

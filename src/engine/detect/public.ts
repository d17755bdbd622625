import type { Subject } from './about.ts';
import { labelNear } from './context.ts';
import type { Label } from './label-index.ts';
import { eachMatch } from './matches.ts';
import type { Place } from './place.ts';
import { namesIn, namesNobody } from './row-names.ts';
import type { CompiledRule } from './rule-book.ts';
import type { Value } from './value.ts';

const NEARBY = 40;
const FAR = 100;
const LONGEST_LABEL = 12;
const MOST_WORDS = 40;
/** `（市财政局）` right after an account. */
const HOLDER_IN_BRACKETS = /^ ?[（(](\p{Script=Han}{3,30})[)）]/u;
/** `；开户行：农业银行；账号：` goes on speaking of the holder before it. */
const PARTICULARS = /^(?:[\s;；,，、]*(?:开户|银行|行号|联行|收款|账|帐)[^;；。！!？?\n]*)+$/;
const HOLDER_AFTER = /^[\s,，;；、（(]{0,3}[户收开账帐]/;
/** A holder is named for the first number after it only. */
const NUMBER = /[0-9０-９]{8}/;
/** `；开户行①：兴业银行，账号：1180…；开户行②：农业银行，账号：`: nobody else is named between two accounts. */
const ACCOUNTS =
  /^(?:[\s;；,，、]*(?:开户银?行|[账帐][号户]|银行[账帐]号)[①-⑩一二三\d]{0,2}[:：]\s?(?:[\p{Script=Han}()（）]{2,30}|\d{8,25})?(?![\p{Script=Han}\d]))+$/u;
/** Only organisations have a permit to open an account, and its number. */
const PERMIT = /(?:开户许可证|核准号)[^。；;！!？?、]{0,30}$/;
/** Cards are people's. */
const CARD = '卡';
const NOTHING: readonly string[] = [];

/**
 * Why a value may stand on the notice on purpose: `kept:…` says that it is public, `office-contact`
 * that it belongs to an office and still looks like a person's.
 */
export function publicEvidence(
  value: Value,
  compiled: CompiledRule,
  label: Label | undefined,
  place: Place,
): readonly string[] {
  const { rule } = compiled;
  if (rule.publicWhen === 'always') return [`kept:${rule.id}`];
  if (rule.publicWhen === 'organisation' && !label?.word.includes(CARD))
    return isOrganisations(value, compiled, label, place) ? ['kept:organisation-account'] : NOTHING;
  if (rule.office === undefined || !isOffices(value, rule.office, label, place)) return NOTHING;
  return rule.office === 'keep' ? ['kept:office-contact'] : ['office-contact'];
}

/** Whether that takes a look at the texts around; else rule, label and table say all of it for a cell of its own. */
export const asksNearby = (
  { rule }: CompiledRule,
  label: Label | undefined,
  about: Subject,
): boolean =>
  !label?.person &&
  (rule.publicWhen === 'organisation'
    ? !label?.word.includes(CARD) && !label?.payee
    : rule.office === 'keep' && about === undefined);

function isOffices(
  value: Value,
  office: 'keep' | 'ask',
  label: Label | undefined,
  place: Place,
): boolean {
  if (label?.person) return false;
  if (label?.office || saysOffice(place)) return true;
  if (place.cell || place.about === 'staff')
    return place.about === 'offices' || (office === 'keep' && !isOfPeople(place));
  const near = labelNear(
    place.codes,
    value.start,
    place.book.labels,
    (one) => one.office || one.person,
  );
  if (near) return near.office;
  const before = place.text.slice(Math.max(0, value.start - NEARBY), value.start);
  // A landline that nobody claims is an office's; a mobile that nobody claims is a person's.
  return office === 'keep' && (place.about !== 'people' || place.book.organisation.test(before));
}

/** A row of nobody's is about an office even where no header says so. */
const isOfPeople = ({ about, setting, book }: Place): boolean =>
  about === 'people' || (about === undefined && !namesNobody(setting.nearby(), book));

/** 采购人联系方式 beside a cell speaks of no kind of number, but of whose it is. */
const saysOffice = ({ cell }: Place): boolean =>
  cell?.side?.office === true || (cell?.side === undefined && cell?.head?.office === true);

/**
 * An account is an organisation's only when it is called so, or when its holder is named beside it. That
 * some office, school or bank is mentioned near by proves nothing: students have schools.
 */
function isOrganisations(
  value: Value,
  { isChecked }: CompiledRule,
  label: Label | undefined,
  place: Place,
): boolean {
  if (label?.payee) return true;
  if (label?.person) return false;
  const { payee, labels } = place.book;
  const { text } = place;
  if (isNamedAfter(value, place)) return true;
  const before = text.slice(Math.max(0, value.start - FAR), value.start);
  const around = place.cell || value.start < NEARBY ? place.setting.nearby() : '';
  if (PERMIT.test(`${around}\n${before}`)) return true;
  // What is a card by its check digit and bank is somebody's, in a row of firms too.
  if (place.cell && !isChecked && namesIn(around, place.book).isFirms) return true;
  // The holder may stand in a line above, when this line says no more than 账号.
  const isBare = place.cell !== undefined || value.start < LONGEST_LABEL;
  const said = isBare ? `${around}\n${before}` : before;
  const between = behindHolder(said, payee);
  if (between === undefined)
    // The line may break within the holder's name.
    return !place.cell && PARTICULARS.test(behindHolder(oneLine(around, before), payee) ?? NONE);
  const goesOn =
    isBare ||
    PARTICULARS.test(between) ||
    labelNear(place.codes, value.start, labels, isHolder, MOST_WORDS) !== undefined;
  return goesOn && (place.cell !== undefined || !NUMBER.test(between) || ACCOUNTS.test(between));
}

/** 账号：…，户名：市财政局, and 账号：…（市财政局）. */
function isNamedAfter({ end }: Value, { text, book }: Place): boolean {
  if (
    HOLDER_AFTER.test(text.slice(end, end + 4)) &&
    text.slice(end, end + FAR).search(book.payee) >= 0
  )
    return true;
  const [, bracketed] = HOLDER_IN_BRACKETS.exec(text.slice(end, end + NEARBY)) ?? [];
  return bracketed !== undefined && book.organisation.test(bracketed);
}

const NONE = '?';
const oneLine = (around: string, before: string): string =>
  `${around.slice(-FAR)}${before}`.replaceAll('\n', '');

/** What stands behind the last organisation that is named as a holder. */
function behindHolder(said: string, payee: RegExp): string | undefined {
  let end = -1;
  eachMatch(payee, said, ({ 0: { length }, index }) => {
    end = index + length;
  });
  return end < 0 ? undefined : said.slice(end);
}

const isHolder = ({ field }: Label): boolean => field === 'payee';

import type { LoadedDocument } from '../core/document.ts';
import type { ReadText, Segment } from '../core/segment.ts';
import { decide } from '../decide/decide.ts';
import { detect } from '../detect/detect.ts';
import type { Policy } from '../rules/policy.ts';
import { askedBy, type Settings } from './scan.ts';
import { plainValueOf } from './values.ts';

/**
 * The plain numbers and addresses in some texts of the second reading that the policy would surely
 * mask. Words (a name, a date in words) are left out: a reader that runs cells together makes new
 * ones out of neighbours, and these would be nobody's.
 */
export function surelyPersonal(
  texts: readonly ReadText[],
  { rules }: Pick<Settings, 'rules'>,
  policy: Policy,
): string[] {
  const document = asDocument(texts);
  const { findings } = detect(document, rules, askedBy(policy, rules));
  const certain = findings.filter(({ confidence }) => confidence === 'certain');
  return decide({ findings: certain, tables: [] }, policy, document)
    .filter(({ action }) => action === 'mask')
    .map(({ finding }) => plainValueOf(finding, document))
    .filter((value) => value.length >= LONG_ENOUGH && !HAN.test(value));
}

const LONG_ENOUGH = 7;
const HAN = /\p{Script=Han}/u;

function asDocument(texts: readonly ReadText[]): LoadedDocument {
  const segments = texts.map(({ text, location }, id): Segment => ({ id, text, location }));
  return {
    segments,
    segment: (id) => segments[id] as Segment,
    blindSpots: [],
    removals: [],
    rewrite: () => Promise.reject(new Error('a second reading is never rewritten')),
  };
}

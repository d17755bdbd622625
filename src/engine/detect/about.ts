import type { FieldKind } from '../core/table.ts';
import type { Label } from './label-index.ts';
import type { CompiledRule } from './rule-book.ts';

/** Whom a table or a stretch of text is about: private people, an office, or the people of an office. */
export type Subject = 'people' | 'offices' | 'staff' | undefined;

const OF_A_PERSON = new Set(
  'resident-id resident-id-15 bank-card bank-account birth-date student-registry exam-number address disability-certificate school grade class major sex'.split(
    ' ',
  ),
);
const OF_AN_OFFICE = new Set(['unit', 'department', 'post']);

/** Whom the rows of a table are about, as far as its headers tell. A list of schools names no pupil. */
export function aboutOf(headed: ReadonlySet<FieldKind>): Subject {
  const isOfSchools = headed.has('school') && !headed.has('name');
  const kinds = isOfSchools ? new Set([...headed, 'unit'].filter(isNoSchool)) : headed;
  for (const kind of kinds) if (OF_A_PERSON.has(kind)) return 'people';
  for (const kind of kinds)
    if (OF_AN_OFFICE.has(kind)) return kinds.has('name') ? 'staff' : 'offices';
  if (kinds.has('name')) return 'people';
  // A place that people go to, or what is for sale or for rent.
  return kinds.has('thing') ? 'offices' : undefined;
}

const isNoSchool = (kind: FieldKind): boolean => kind !== 'school';

/** 地址 may be anybody's; 家庭住址 is a person's. */
export const isAnybodysAddress = ({ headOnly, own }: Label): boolean =>
  headOnly && own.some(({ id }) => id === 'address');

/** Somebody's identity number or card says that so many lines around it are about private people. */
export const SUBJECT_LASTS = 6;

export const isOfAPerson = ({ id }: CompiledRule): boolean =>
  id === 'resident-id' || id === 'resident-id-15' || id === 'bank-card';

import { isResidentId } from './resident-id.ts';

/** Tells whether a plain value (folded, no separators) carries its own proof. */
export type Validator = (value: string) => boolean;

/** The names a rule may use under `validator:`. */
export const validators: Readonly<Record<string, Validator>> = {
  'resident-id': isResidentId,
};

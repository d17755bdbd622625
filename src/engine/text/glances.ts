import { LOOSE, looseClassOf } from './char-class.ts';
import { DIGIT_LIKE, lookOf, TELLING } from './looks.ts';

/** No number holds it as it stands, and one in disguise may. */
export const ODD = 0x8000;
/** Turns the direction of reading. */
export const TURN = 0x4000;
/** May stand in a number that nothing parts. */
export const FIRM = 0xffff & ~(LOOSE | ODD | TURN);

/** A number may hold this character. */
export const STOPS = 1;
/** It parts the digits of a number now and then: worth a stop where another such sign is near. */
export const STOPS_TWICE = 2;
/** It may end a label that words follow. */
export const SIGN = 4;

const TURNS = '\u202e';
const BACKWARDS = TURNS.charCodeAt(0);
/** The class of every code unit, as `walkClassOf` tells it. */
export const CLASSES = new Uint16Array(0x10000);
const PLAIN_GLANCES = new Uint8Array(0x10000);
for (let code = 0; code < CLASSES.length; code++) {
  const kind = looseClassOf(code);
  const look = lookOf(code);
  const isOdd = look !== 0 && (kind === 0 || (look & TELLING) !== 0);
  CLASSES[code] = isOdd ? kind | ODD : kind;
  const holds = (kind & FIRM) !== 0 || (look & DIGIT_LIKE) !== 0;
  PLAIN_GLANCES[code] = holds ? STOPS : kind !== 0 || isOdd ? STOPS_TWICE : 0;
}
CLASSES[BACKWARDS] = (CLASSES[BACKWARDS] as number) | TURN;

/** The class of a code unit as the walk over a text sees it: with `LOOSE`, `ODD` and `TURN`. */
export const walkClassOf = (code: number): number => CLASSES[code] as number;

/** What a glance at each code unit tells the walk over a text, which is to know of these signs as well. */
export function glancesFor(signs: Iterable<string>): Uint8Array {
  const glances = PLAIN_GLANCES.slice();
  for (const sign of [...signs, TURNS]) {
    const code = sign.charCodeAt(0);
    glances[code] = (glances[code] as number) | SIGN;
  }
  return glances;
}

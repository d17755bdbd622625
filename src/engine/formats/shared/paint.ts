import type { Unseen } from '../../core/segment.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

export const WHITE: Colour = [255, 255, 255];
export const BLACK: Colour = [0, 0, 0];

/** How words are painted, as far as it is known. */
export interface Paint {
  /** Undefined for one that the program chooses so that it can be read. */
  readonly ink: Colour | undefined;
  /** Undefined where it may be anything: a picture, a gradient. */
  readonly ground: Colour | undefined;
  /** In points. */
  readonly size: number | undefined;
  /** The colour of a text marker, over the ground. */
  readonly marker?: Colour | undefined;
}

/** Parts of 255 by which two colours may differ and still look like one. */
const ALIKE = 13;
/** Letters of this height, in points, are dust to the eye. */
const DUST = 1;

export const isAlike = (a: Colour, b: Colour): boolean =>
  a.every((part, index) => Math.abs(part - (b[index] as number)) <= ALIKE);

/** Why nobody sees words painted so: too small, white on white, or in any other colour on the same. */
export function whyUnseen({ ink, ground, size, marker }: Paint): Unseen | undefined {
  if (size !== undefined && size <= DUST) return 'invisible';
  // The program's own colour gives way to a ground below it, and not to a marker.
  const own = marker && isAlike(marker, BLACK) ? BLACK : undefined;
  const [letters, below] = [ink ?? own, marker ?? ground];
  if (!letters || !below || !isAlike(letters, below)) return undefined;
  return isAlike(below, WHITE) ? 'white' : 'covered';
}

const HEX = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** `#FFFFFF` or `FFFFFF`; undefined for anything else. */
export function hexColour(written: string): Colour | undefined {
  const [, ...parts] = HEX.exec(written.trim()) ?? [];
  const [red, green, blue] = parts.map((part) => Number.parseInt(part, 16));
  return red === undefined || green === undefined || blue === undefined
    ? undefined
    : [red, green, blue];
}

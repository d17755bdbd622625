import type { Mask } from '../core/mask.ts';

/** The text that stands where `value` stood. */
export function masked(value: string, mask: Mask): string {
  switch (mask.kind) {
    case 'full':
      return '*'.repeat([...value].length);
    case 'keep':
      return keepEnds(value, mask.start, mask.end);
    case 'fixed':
      return mask.text;
  }
}

/** A value too short for its mask is hidden whole: keeping most of it would hide nothing. */
function keepEnds(value: string, start: number, end: number): string {
  const characters = [...value];
  const hidden = characters.length - start - end;
  if (hidden < start || hidden < end) return '*'.repeat(characters.length);
  return [
    ...characters.slice(0, start),
    '*'.repeat(hidden),
    ...characters.slice(characters.length - end),
  ].join('');
}

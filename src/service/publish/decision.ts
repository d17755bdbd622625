import type { Verdict } from '../../engine/core/verdict.ts';

/** `replace`: publish the masked version given with it. `hold`: a person must look. */
export type PublishDecision = 'publish' | 'replace' | 'hold';

export const DECISIONS = {
  clean: 'publish',
  masked: 'replace',
  review: 'hold',
  refused: 'hold',
} as const satisfies Record<Verdict, PublishDecision>;

/** A draft is published whole or not at all: the worst decision about a part is the decision. */
export const worstOf = (decisions: readonly PublishDecision[]): PublishDecision =>
  (['hold', 'replace'] as const).find((one) => decisions.includes(one)) ?? 'publish';

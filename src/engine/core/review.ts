/** On what ground something personal is published after all: product law asks for one. */
export const GROUNDS = ['consent', 'legal-duty', 'not-personal'] as const;
export type Ground = (typeof GROUNDS)[number];

/** One person's word about a draft. */
export interface Said {
  /** Id of a key or of a person who signed in. */
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly ground: Ground | null;
  /** Free text that was checked to hold no identifier. */
  readonly reason: string | null;
}

/** What people decided about one finding. */
export interface Decided {
  readonly action: 'mask' | 'keep';
  /** Everyone who said so. To keep sensitive kinds a policy wants two. */
  readonly said: readonly Said[];
}

export interface Override extends Decided {
  /** As the report names it: the same draft under the same policy has the same ids. */
  readonly findingId: string;
}

/** Where something stands, as a report tells it. */
export interface Place {
  readonly part: string;
  readonly address: string;
}

/** Something that detection missed and a person wants hidden: a text wherever it stands, or all of one place. */
export interface AddedMask {
  readonly id: string;
  readonly what: { readonly text: string } | { readonly place: Place };
  readonly said: Said;
}

/** Everything that people decided about a draft, the oldest first. Holds raw values in `masks`. */
export interface Review {
  readonly overrides: readonly Override[];
  readonly masks: readonly AddedMask[];
  /** Who answers for the blind spots, the oldest word first; a policy may want two people. */
  readonly accepted: readonly Said[];
  /** Texts that are new and may hold no identifier: the reason just given. */
  readonly check: readonly string[];
}

export const NO_REVIEW: Review = { overrides: [], masks: [], accepted: [], check: [] };

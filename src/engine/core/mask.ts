/** How a value is hidden. The operators live in `engine/mask`, one file each. */
export type Mask =
  /** One star for every character. */
  | { readonly kind: 'full' }
  /** The first `start` and the last `end` characters stay. */
  | { readonly kind: 'keep'; readonly start: number; readonly end: number }
  /** The same text whatever stood there. */
  | { readonly kind: 'fixed'; readonly text: string }
  /** The surname stays: 张* or 张某; `ordinal` tells people of one surname apart: 张某甲. */
  | { readonly kind: 'surname'; readonly hidden: '*' | '某'; readonly ordinal?: string }
  /** The year, or year and month, of a date. */
  | { readonly kind: 'date'; readonly keep: 'year' | 'month' }
  /** An address down to the township or street office. */
  | { readonly kind: 'address' }
  /** A number with a resident ID inside: the ID is hidden by `identity`, all else whole. */
  | { readonly kind: 'composite'; readonly identity: Mask };

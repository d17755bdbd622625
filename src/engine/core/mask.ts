/** How a value is hidden. The operators live in `engine/mask`, one file each. */
export type Mask =
  | { readonly kind: 'full' }
  | { readonly kind: 'keep'; readonly start: number; readonly end: number }
  | { readonly kind: 'fixed'; readonly text: string };

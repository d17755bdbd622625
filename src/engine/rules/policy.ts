import type { Mask } from '../core/mask.ts';

/** What one publisher's rules of publication ask. Loaded from `rules/policies/`. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly mask: Mask;
}

export const GENERAL: Policy = {
  id: 'general',
  version: '1',
  name: { zh: '通用', en: 'General' },
  mask: { kind: 'full' },
};

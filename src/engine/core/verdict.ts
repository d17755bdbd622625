/**
 * `clean` nothing to hide · `masked` all hidden and proven · `review` a person must look ·
 * `refused` could not be made safe.
 */
export type Verdict = 'clean' | 'masked' | 'review' | 'refused';

export const mayPublish = (verdict: Verdict): boolean =>
  verdict === 'clean' || verdict === 'masked';

/** A calendar day as `2024-05-06`. */
export type Day = string;

/** How long a notice is on display, as the law or its own words count. */
export interface PeriodLength {
  readonly count: number;
  readonly unit: 'working-days' | 'days' | 'months' | 'years';
}

/** When a notice is on display (公示期). */
export interface PublicationPeriod {
  readonly start: Day | null;
  /** The last day; null when the length is known and the day it counts from is not. */
  readonly end: Day | null;
  readonly length: PeriodLength | null;
  /** The notice itself says so, or only the policy for such notices does. */
  readonly source: 'text' | 'policy';
  /**
   * The end was counted from the length. Saturdays and Sundays are left out of working days, public
   * holidays are not known: the true end may be later, never earlier.
   */
  readonly counted: boolean;
}

/** What a notice says of itself. Null where it says nothing that can be believed. */
export interface NoticeFacts {
  /** 发布机构 */
  readonly publisher: string | null;
  /** 索引号 */
  readonly indexNumber: string | null;
  /** 成文日期, or the date under the signature. */
  readonly written: Day | null;
  /** 发布日期 */
  readonly published: Day | null;
  readonly period: PublicationPeriod | null;
}

/** What the sender knows of a notice beside its bytes. */
export interface Context {
  /** Who publishes it: 福州市教育局. */
  readonly publisher?: string;
  /** The code of the division that publishes it: two digits for a province up to twelve for a village. */
  readonly regionCode?: string;
  /** What it is, in a word: 奖学金公示; weighs like a title when the policy is guessed. */
  readonly noticeKind?: string;
}

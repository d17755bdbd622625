/** Something asked for that does not exist. The sender can mend it; `field` says where. */
export class WishError extends Error {
  readonly field: 'policy' | 'context';
  /** For a clerk, Chinese then English. */
  readonly detail: string;

  constructor(field: WishError['field'], detail: string) {
    super(`${field}: ${detail}`);
    this.field = field;
    this.detail = detail;
  }
}

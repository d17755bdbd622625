import type { Cell, Channel } from '../../core/segment.ts';
import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import type { Run } from '../shared/xml/run.ts';

/** One text of an XML document, in its bytes as UTF-8. */
export interface Unit {
  readonly channel: Channel;
  readonly runs: readonly Run[];
  readonly cell: Cell | undefined;
  /** What has to change beside the text: a number cell of which stars are left is text. */
  readonly alongside: readonly ByteEdit[];
}

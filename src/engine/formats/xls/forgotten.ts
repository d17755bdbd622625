import type { CfbStream } from '../shared/cfb.ts';
import type { StreamPatch } from '../shared/cfb-patch.ts';
import { BIFF, type BiffRecord, recordsOf } from './records.ts';

/** Sub-records of an object ([MS-XLS] 2.4.181): what its picture is drawn by. */
const PICTURE_FLAGS = 0x08;
const PICTURE_FORMULA = 0x09;
/** `fCtl` and `fPrstm`: a control, its state in the stream of controls. */
const CONTROL_FLAGS = 0x30;
const RECORD_HEAD = 4;

/**
 * The workbook's mentions of what goes: an object whose storage is gone becomes the plain picture of
 * it, and a workbook without its macros says nothing of macros.
 */
export function* forgotten(workbook: CfbStream, gone: readonly string[]): Generator<StreamPatch> {
  if (gone.length === 0) return;
  const objects = gone.flatMap((path) => {
    const number = /^MBD([0-9A-F]{1,8})$/i.exec(path)?.[1];
    return number === undefined ? [] : [Number.parseInt(number, 16)];
  });
  const has = (pattern: RegExp) => gone.some((path) => pattern.test(path));
  const [noMacros, noControls] = [has(/^_VBA_PROJECT_CUR$/i), has(/^Ctls$/i)];
  const data = Buffer.from(workbook.bytes);
  for (const record of recordsOf(workbook.bytes)) {
    if (noMacros && record.type === BIFF.macros) yield harmless(workbook, record);
    if (record.type === BIFF.object) {
      const patch = plainPicture(workbook, data, record, objects, noControls);
      if (patch) yield patch;
    }
  }
}

/** Without content it says that Excel 97 or later wrote the file, which is so. */
function harmless(stream: CfbStream, { at }: BiffRecord): StreamPatch {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(BIFF.sinceExcel97);
  return { stream, offset: at, bytes };
}

/** The object's record ends where it tells of its storage. */
function plainPicture(
  stream: CfbStream,
  data: Buffer,
  { start, end }: BiffRecord,
  objects: readonly number[],
  noControls: boolean,
): StreamPatch | undefined {
  const copy = Buffer.from(data.subarray(start, end));
  let isControl = false;
  for (let at = 0; at + RECORD_HEAD <= copy.length; ) {
    const kind = copy.readUInt16LE(at);
    const next = at + RECORD_HEAD + copy.readUInt16LE(at + 2);
    if (next > copy.length) return undefined;
    if (kind === PICTURE_FLAGS && next - at >= 6) {
      isControl = (copy.readUInt16LE(at + 4) & CONTROL_FLAGS) === CONTROL_FLAGS;
      copy.writeUInt16LE(copy.readUInt16LE(at + 4) & ~(CONTROL_FLAGS | 2), at + 4);
    }
    if (kind === PICTURE_FORMULA) {
      const body = copy.subarray(at + RECORD_HEAD, next);
      const leads = isControl ? noControls : objects.some((number) => names(body, number));
      return leads ? { stream, offset: start, bytes: copy.fill(0, at) } : undefined;
    }
    at = next;
  }
  return undefined;
}

function names(body: Buffer, number: number): boolean {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(number);
  return body.includes(wanted);
}

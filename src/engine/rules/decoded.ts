import { mistakeAt } from './yaml-file.ts';

const LINE_FEED = 0x0a;

/** The text of a file; one in another encoding would show its names garbled in every report. */
export function decoded(bytes: Uint8Array, file: string): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, from);
    const end = feed < 0 ? bytes.length : feed + 1;
    try {
      decoder.decode(bytes.subarray(from, end));
    } catch {
      throw mistakeAt(file, line, '不是 UTF-8 编码', 'is not written in UTF-8');
    }
    from = end;
  }
  return decoder.decode(bytes);
}

/** First bytes of pictures: JPEG, PNG, GIF, BMP, TIFF, WebP. */
const STARTS = ['ffd8ff', '89504e47', '47494638', '424d', '49492a00', '4d4d002a', '52494646'];
/** A list that can be read takes more; icons and lines take less. */
const SMALL_BYTES = 8 * 1024;

/** What is not looked at because it is a picture: a list may be in it, or it is as small as an icon. */
export function pictureProblem(bytes: Uint8Array): 'image' | 'image-small' | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.length)).toString(
    'hex',
  );
  if (!STARTS.some((one) => start.startsWith(one))) return undefined;
  return bytes.length < SMALL_BYTES ? 'image-small' : 'image';
}

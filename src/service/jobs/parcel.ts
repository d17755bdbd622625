import type { Context } from '../../engine/core/context.ts';

/**
 * An upload with what was asked of it. The file's name may hold a person's, and the password opens it:
 * both are sealed with the bytes and are nowhere else.
 */
export interface Parcel {
  readonly name: string;
  /** A policy's id, `auto` to guess it from the document; undefined for the general one. */
  readonly policy: string | undefined;
  /** Opens the file, if it is encrypted. */
  readonly password?: string | undefined;
  /** What the sender knows of the notice beside its bytes. */
  readonly context: Context | null;
  readonly bytes: Uint8Array;
}

/** Length of the label (4 bytes, big endian), the label as JSON, the bytes. */
export function pack({ bytes, ...label }: Parcel): Uint8Array[] {
  const text = Buffer.from(JSON.stringify(label));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return [length, text, bytes];
}

export async function unpack(source: AsyncIterable<Uint8Array>): Promise<Parcel> {
  const all = Buffer.concat(await Array.fromAsync(source));
  const end = 4 + all.readUInt32BE(0);
  return { ...JSON.parse(all.toString('utf8', 4, end)), bytes: all.subarray(end) };
}

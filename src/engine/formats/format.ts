import type { LoadedDocument } from '../core/document.ts';
import type { Limits } from '../core/limits.ts';
import type { Channel, ReadText } from '../core/segment.ts';

/** What a format may see of the world: limits, and a door to the other formats for what is embedded. */
export interface Surroundings {
  readonly limits: Limits;
  /** How many containers this document lies in; 0 for the upload itself. */
  readonly depth: number;
  /** What the sender says opens it, and whatever lies in it. */
  readonly password?: string | undefined;
  /**
   * Opens a document found inside this one. `undefined` when no format knows it; the caller then
   * drops it or reports a blind spot. Throws `document-limit-exceeded` past the depth limit.
   */
  openEmbedded(bytes: Uint8Array, name: string): Promise<LoadedDocument | undefined>;
  /** The second reading of an embedded document; `undefined` when no format knows it. */
  rereadEmbedded(bytes: Uint8Array, name: string): AsyncIterable<ReadText> | undefined;
}

/** What a format promises. Adding one: a folder, a line in `registry.ts`, a call of the contract test. */
export interface Format {
  readonly id: string;
  readonly mediaType: string;
  /** With the dot; the first is the customary one. */
  readonly extensions: readonly [string, ...string[]];
  /** Every channel this format reads. The contract test holds it to that. */
  readonly channels: readonly Channel[];
  /** Names of the programs behind `reread`, for the report. */
  readonly readers: readonly string[];
  /** Looks at the bytes; the name decides only between text formats, which bytes cannot tell apart. */
  recognises(bytes: Uint8Array, name: string): boolean;
  open(bytes: Uint8Array, surroundings: Surroundings): Promise<LoadedDocument>;
  /**
   * The independent second reader: another tokenizer, another library than `open`, over every part
   * of the file. Throws when the file does not open.
   */
  reread(bytes: Uint8Array, surroundings: Surroundings): AsyncIterable<ReadText>;
  /** A page as a PNG picture, counted from 0; only formats that have pages to look at. */
  preview?(bytes: Uint8Array, page: number, dpi: number): Promise<Uint8Array | undefined>;
}

import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFRef, PDFStream } from 'pdf-lib';
import { IDENTITY, type Matrix } from './matrix.ts';

/** pdf-lib decodes a name anew whenever it is asked for one; a page asks thousands of times. */
const names = new Map<string, PDFName>();
const MOST_NAMES = 10_000;

function named(key: string): PDFName {
  const known = names.get(key);
  if (known) return known;
  if (names.size >= MOST_NAMES) names.clear();
  const name = PDFName.of(key);
  names.set(key, name);
  return name;
}

/** A dictionary's entry, its reference followed. */
export const entry = (dict: PDFDict | undefined, key: string): PDFObject | undefined =>
  dict?.lookup(named(key));

/** An entry that is a dictionary, or the dictionary of a stream. */
export const dictAt = (dict: PDFDict | undefined, key: string): PDFDict | undefined =>
  asDict(entry(dict, key));

export function asDict(object: PDFObject | undefined): PDFDict | undefined {
  if (object instanceof PDFDict) return object;
  return object instanceof PDFStream ? object.dict : undefined;
}

export function nameAt(dict: PDFDict | undefined, key: string): string | undefined {
  const value = entry(dict, key);
  return value instanceof PDFName ? value.decodeText() : undefined;
}

export function numbersAt(dict: PDFDict | undefined, key: string): number[] | undefined {
  const value = entry(dict, key);
  if (!(value instanceof PDFArray)) return undefined;
  const numbers = value.asArray().map((_, index) => value.lookup(index));
  if (!numbers.every((number) => number instanceof PDFNumber)) return undefined;
  return numbers.map((number) => number.asNumber());
}

export function matrixAt(dict: PDFDict | undefined, key: string): Matrix {
  const numbers = numbersAt(dict, key);
  return numbers?.length === 6 ? (numbers as unknown as Matrix) : IDENTITY;
}

/** One named resource as it is written: usually a reference. */
export const resource = (
  resources: PDFDict | undefined,
  kind: string,
  name: string,
): PDFObject | undefined => dictAt(resources, kind)?.get(named(name));

/** One key for an object: its reference, or the object itself when it is written in place. */
export const identity = (object: PDFObject): string | PDFObject =>
  object instanceof PDFRef ? object.tag : object;

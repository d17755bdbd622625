import { isResidentId } from '../../engine/detect/validators/resident-id.ts';

/** Eleven digits, or seventeen and one: nothing longer, nothing inside something longer. */
const RUN = /(?<!\d)(?:\d{17}[\dXx]|\d{11})(?!\d)/g;
const MOBILE = /^1[3-9]\d{9}$/;
const IDENTITY = /^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;

/**
 * An address as a report may show it: a whole ID or mobile number in it is starred. Dates and the long
 * serial numbers of publishing systems (`P020171101377648937264.xlsx`) stay, or nobody would find the page.
 */
export function shownAddress(url: string): string {
  return legible(url).replaceAll(RUN, (run) => {
    const plain = run.toUpperCase();
    const isPersonal = MOBILE.test(plain) || (IDENTITY.test(plain) && isResidentId(plain));
    return isPersonal ? '*'.repeat(run.length) : run;
  });
}

/** Digits as people write them, whatever stands beside them in an old encoding. */
const CODED = /%3[0-9]|%[57]8/gi;

/** Percent-encoded names are read by people as what they stand for. Those in GBK stay: a browser would send them otherwise. */
function legible(url: string): string {
  const plain = url.replaceAll(CODED, decodeURIComponent);
  try {
    return decodeURI(plain);
  } catch {
    return plain;
  }
}

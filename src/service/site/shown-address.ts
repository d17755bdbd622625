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
  return readable(url).replaceAll(RUN, (run) => {
    const plain = run.toUpperCase();
    const isPersonal = MOBILE.test(plain) || (IDENTITY.test(plain) && isResidentId(plain));
    return isPersonal ? '*'.repeat(run.length) : run;
  });
}

/** Percent-encoded names are read by people as what they stand for. */
function readable(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

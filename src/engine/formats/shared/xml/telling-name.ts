const SEPARATORS = /[-_.:·]/g;
const FEWEST = 7;
const RUN = /[0-9\uff10-\uff19]{7}/;
/** SharePoint names its fields by random hexadecimal digits. */
const RANDOM = /^(?:\w+:)?[a-z_]?[0-9a-f]{31,32}$/;

/** Whether the name of an element or an attribute could itself be somebody's number. */
export const isTelling = (name: string): boolean =>
  name.length > FEWEST &&
  hasDigits(name) &&
  RUN.test(name.replaceAll(SEPARATORS, '')) &&
  !RANDOM.test(name);

/** Most names have none: they are told apart without a search. */
function hasDigits(name: string): boolean {
  let digits = 0;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if ((code >= 0x30 && code <= 0x39) || code > 0xff00) digits++;
  }
  return digits >= FEWEST;
}

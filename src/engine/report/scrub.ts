const IDENTIFIER_LIKE = /[0-9A-Za-z０-９][0-9A-Za-z０-９\s\-‐-―_.·@\u200B-\u200F\u2060\uFEFF]{5,}/g;
const DIGIT = /[0-9０-９]/g;
const ENOUGH_DIGITS = 8;

/**
 * Text that a document supplied (the name of a sheet, the words of a header), fit for a report:
 * whatever holds eight digits or an @ in a row of letters and digits is starred.
 */
export const scrubbed = (text: string): string =>
  text.replaceAll(IDENTIFIER_LIKE, (run) =>
    run.includes('@') || (run.match(DIGIT)?.length ?? 0) >= ENOUGH_DIGITS
      ? run.replaceAll(/[^\s]/g, '*')
      : run,
  );

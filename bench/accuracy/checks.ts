// Check characters, worked out here anew: a mistake shared with the detectors would hide itself.

/** GB 11643: seventeen digits and the character that completes them. */
export function withIdCheck(body: string): string {
  const sum = [...body].reduce(
    (total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11),
    0,
  );
  return body + '10X98765432'.charAt(sum % 11);
}

/** ISO/IEC 7812. */
export function withLuhn(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100. */
export function withCreditCheck(body: string): string {
  const sum = [...body].reduce(
    (total, char, at) => total + CREDIT.indexOf(char) * (3 ** at % 31),
    0,
  );
  return body + CREDIT.charAt((31 - (sum % 31)) % 31);
}

/** Letters count from A = 10, a missing first letter as 36; the whole is a multiple of 11. */
export function withHongKongCheck(letters: string, digits: string): string {
  const values = [...letters.padStart(2, ' ')].map((char) =>
    char === ' ' ? 36 : char.charCodeAt(0) - 55,
  );
  const sum = [...values, ...[...digits].map(Number)].reduce(
    (total, value, at) => total + value * (9 - at),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return `${letters}${digits}(${check === 10 ? 'A' : check})`;
}

const TAIWAN = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** The letter stands for two digits; the whole is a multiple of 10. */
export function withTaiwanCheck(letter: string, digits: string): string {
  const code = TAIWAN.indexOf(letter) + 10;
  const sum = [...digits].reduce(
    (total, digit, at) => total + Number(digit) * (8 - at),
    Math.floor(code / 10) + (code % 10) * 9,
  );
  return `${letter}${digits}${(10 - (sum % 10)) % 10}`;
}

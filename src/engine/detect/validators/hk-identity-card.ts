const SPACE = 36;

/** One or two letters, six digits, a check character: weights 9 down to 1, letters count from 10, modulo 11. */
export function isHongKongIdentityCard(value: string): boolean {
  const body = value.length === 8 ? ` ${value}` : value;
  let sum = 0;
  for (let index = 0; index < 9; index++) sum += worth(body.charAt(index)) * (9 - index);
  return sum % 11 === 0;
}

const worth = (character: string): number =>
  character === ' ' ? SPACE : Number.parseInt(character, 36);

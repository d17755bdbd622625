/** The value of an RK number: a double without its lower half, or a 30-bit integer, perhaps hundredths. */
export function rkValue(bytes: Buffer, at: number): number {
  const raw = bytes.readInt32LE(at);
  const value = raw & 2 ? raw >> 2 : upperHalf(raw & ~3);
  return raw & 1 ? value / 100 : value;
}

function upperHalf(raw: number): number {
  const double = Buffer.alloc(8);
  double.writeInt32LE(raw, 4);
  return double.readDoubleLE();
}

/** A number as a spreadsheet shows it in a wide column: 15 digits count, the rest are zeroes. */
export function shownNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21
    ? BigInt(rounded).toString()
    : String(rounded);
}

/** Undoes a PNG or TIFF predictor (ISO 32000-1, 7.4.4.4); bytes without one come back as they are. */
export function unpredict(
  bytes: Uint8Array,
  parameter: (key: string, otherwise: number) => number,
): Uint8Array {
  const predictor = parameter('Predictor', 1);
  if (predictor <= 1) return bytes;
  const bits = parameter('Colors', 1) * parameter('BitsPerComponent', 8);
  const pixel = Math.max(1, bits >> 3);
  const row = (bits * parameter('Columns', 1) + 7) >> 3;
  if (predictor === 2) return tiff(bytes, row, pixel);
  return png(bytes, row, pixel);
}

function tiff(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const out = bytes.slice();
  for (let at = 0; at < out.length; at++) {
    if (at % row >= pixel) out[at] = byte(out, at) + byte(out, at - pixel);
  }
  return out;
}

function png(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  for (let line = 0; line < rows; line++) {
    const from = line * (row + 1);
    const to = line * row;
    const kind = byte(bytes, from);
    for (let x = 0; x < row; x++) {
      const left = x >= pixel ? byte(out, to + x - pixel) : 0;
      const up = line > 0 ? byte(out, to + x - row) : 0;
      const corner = line > 0 && x >= pixel ? byte(out, to + x - row - pixel) : 0;
      out[to + x] = byte(bytes, from + 1 + x) + guess(kind, left, up, corner);
    }
  }
  return out;
}

function guess(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const p = left + up - corner;
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

const byte = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

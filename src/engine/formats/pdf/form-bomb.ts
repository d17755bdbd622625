import { DocumentError } from '../../core/errors.ts';

const MOST_FORMS_A_PAGE = 50_000;

/**
 * Forms that draw forms that draw forms grow beyond every bound, and PDFium would follow them until
 * its memory is gone. `draws` says for each stream which streams it draws, each as often as it does.
 */
export function refuseFormBomb(draws: ReadonlyMap<number, readonly number[]>): void {
  const totals = new Map<number, number>();
  const total = (stream: number, open: ReadonlySet<number>): number => {
    const known = totals.get(stream);
    if (known !== undefined) return known;
    if (open.has(stream)) return 0;
    const inside = new Set(open).add(stream);
    let sum = 0;
    for (const form of draws.get(stream) ?? []) {
      sum += 1 + total(form, inside);
      if (sum > MOST_FORMS_A_PAGE) throw tooMany();
    }
    totals.set(stream, sum);
    return sum;
  };
  for (const stream of draws.keys()) total(stream, new Set());
}

const tooMany = () =>
  new DocumentError(
    'document-limit-exceeded',
    '页面里的图形嵌套过深或过多 · the drawing forms of a page are nested too deep or too many',
  );

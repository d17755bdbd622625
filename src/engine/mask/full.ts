import { overSignificant } from './characters.ts';

/** `13800000000` → `***********` */
export const full = overSignificant((characters) => characters.map(() => '*'));

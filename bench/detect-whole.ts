import { detecting } from './frame/detecting.ts';

export const bench = detecting('the same text as one segment', (text) => [text]);

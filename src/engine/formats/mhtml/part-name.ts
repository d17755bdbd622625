import type { Leaf } from './message.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'text/plain': '.txt',
  'text/css': '.txt',
  'text/csv': '.csv',
  'application/json': '.json',
  'application/xml': '.xml',
  'text/xml': '.xml',
  'image/svg+xml': '.svg',
  'message/rfc822': '.eml',
};

/** A name by which formats are told apart: the type's own extension, else the one of the part's name. */
export const partName = ({ mediaType, name }: Pick<Leaf, 'mediaType' | 'name'>): string => {
  const own = EXTENSIONS[mediaType];
  if (own && !(own === '.txt' && name?.includes('.'))) return `部分${own}`;
  return name ?? `部分.${mediaType.split('/')[1] ?? ''}`;
};

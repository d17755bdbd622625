const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements that run on inside a paragraph. Unknown names do as well, as in a browser. */
const BLOCKS = set(
  'address article aside blockquote body br button caption center col colgroup dd details dialog dir ' +
    'div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header ' +
    'hgroup hr html iframe legend li link listing main menu meta nav noframes noscript object ol ' +
    'optgroup option p plaintext pre script search section select style summary table tbody td ' +
    'template textarea tfoot th thead title tr ul xmp',
);
/** Elements without an end. */
export const VOID = set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);
/** Their content is text, whatever tags it seems to hold. */
export const RAW = set('script style xmp iframe noembed noframes noscript plaintext');
/** Raw to a browser that runs scripts, markup to one that does not. */
export const MARKUP_IN_RAW = set('noscript noframes noembed iframe xmp');
export const KEEPS_SPACE = set('pre textarea listing xmp plaintext');

export const isBlock = (name: string): boolean => BLOCKS.has(name);

/** Elements that end the ones named here when they start: cells and rows often lack their end tags. */
export const ENDS: Readonly<Record<string, ReadonlySet<string>>> = {
  td: set('td th'),
  th: set('td th'),
  tr: set('td th tr'),
  tbody: set('td th tr tbody thead tfoot'),
  thead: set('td th tr tbody thead tfoot'),
  tfoot: set('td th tr tbody thead tfoot'),
  li: set('li'),
  option: set('option'),
  p: set('p'),
};

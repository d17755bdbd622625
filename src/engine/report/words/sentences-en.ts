/** Evidence and reasons in English. The key is the code before the colon. */
export const SENTENCES_EN: Readonly<Record<string, (detail: string) => string>> = {
  pattern: () => 'written like such a number',
  checksum: () => 'its check character fits: no random digits',
  issuer: () => 'begins with a bank’s issuer number',
  prefix: () => 'begins like a mobile number',
  'area-code': () => 'begins with an area code',
  region: () => 'begins with a region code',
  date: () => 'holds a plausible date of birth',
  label: (words) => `“${words}” stands before it`,
  header: (words) => `its column is headed “${words}”`,
  row: (words) => `“${words}” stands left of it in the row`,
  column: () => 'most of its column are such numbers',
  'whole-cell': () => 'its column holds nothing else: all of the cell goes',
  'beside-person': () => 'told down to its door beside somebody’s name or number',
  'joined-cells': () => 'written over several cells, whole only when joined',
  'joined-lines': () => 'written over two lines, whole only when joined',
  'lost-digits': () => 'cut short by the spreadsheet, and still points at a person',
  glued: () => 'run together with other digits',
  disguised: () =>
    'not written in plain digits (Chinese numerals, circled digits, letters that look like them, or backwards), and read as a whole number',
  'same-value': () => 'the same value was recognised elsewhere in this file',
  covered: () =>
    'under a box or shape, or in the colour of its ground, which hides it from the eye only: the text can be copied out',
  invisible: () =>
    'not painted or too small to see (transparent, one point high, a number format that draws nothing, a hidden layer, the text of a scan), and can be copied out',
  'off-page': () => 'beyond the edge of the page or slide: unseen, and can be copied out',
  white: () => 'written in white: unseen on a white ground, and can be copied out',
  texts: (count) => `${count} in all`,
  hidden: () =>
    'in a sheet, row, column, slide, comment or words that are set not to show, and can be read',
  'unseen-kept': () =>
    'nothing in it has to be masked, so it stays; delete it from the draft if the notice does not need it',
  'covered-words': () =>
    'the words under the box are still there: a person decides whether they go',
  against: (words) => `“${words}” beside it speaks against`,
  surname: () => 'begins with a surname',
  'in-row': () => 'stands in a person’s row',
  'already-masked': () => 'the draft had masked a part of it',
  recombined: () =>
    'masked in another way elsewhere in the document: both together show more digits',
  'one-layout': () => 'others in its column had to be masked again: one layout for all',
  'masked-enough': () => 'the draft had masked enough of it',
  'left-candidates': (count) =>
    `as the draft masks it ${Number(count).toLocaleString('en-US')} numbers fit`,
  kept: (place) => KEPT[place] ?? 'published on purpose',
  doubtful: () => 'the program cannot tell whether it is personal',
  allowed: () => 'such a notice is meant to publish it',
  policy: () => 'the policy leaves this to a person',
  sensitive: (kind) =>
    kind === 'under-14'
      ? 'the list names children under fourteen: a person decides whether to publish it'
      : `it tells of ${kind} beside names: a person decides whether to publish it`,
  'beside-names': () => 'it stands in a table of people',
  'few-candidates': (count) =>
    `even masked, only ${count} candidates fit what the row shows, fewer than the policy asks`,
  'office-contact': () => 'an office’s contact that looks like a person’s own number',
  reviewer: () => 'a reviewer wants it hidden',
  decided: (ground) => `kept by a person’s decision${DECIDED[ground] ?? ''}`,
  'second-person': () => 'one person wants to keep it; this kind needs a second one to agree',
  namesake: (label) =>
    `of one name with another and not told apart by what is published: marked ${label}`,
  'same-name': () => 'the same name as another person’s',
  shows: (count) => `${count} digits shown`,
  birth: (part) => `${part} of birth`,
  born: (years) => `born in ${years}, as the class tells`,
  ages: (span) => `such a list is about people aged ${span}`,
  sex: () => 'sex',
  home: (code) =>
    `numbers of the place where the person lives, learns, works or comes from begin with ${code}`,
  place: (code) => `numbers of the issuer’s region begin with ${code}`,
};

const KEPT: Readonly<Record<string, string>> = {
  'office-contact': 'an office’s contact, published on purpose',
  'organisation-account': 'an organisation’s own account, published on purpose',
  'official-domain': 'an official mailbox',
  hotline: 'a public hotline',
  'credit-code': 'a unified social credit code, public by law',
};

const DECIDED: Readonly<Record<string, string>> = {
  consent: ' (consent)',
  'legal-duty': ' (a legal duty)',
  'not-personal': ' (not personal)',
};

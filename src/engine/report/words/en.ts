import { NAMESAKE } from '../../core/kinds.ts';
import { SENTENCES_EN } from './sentences-en.ts';
import type { Words } from './words.ts';

const places = (count: number) => `${count} ${count === 1 ? 'place' : 'places'}`;

/** The report in English. */
export const EN: Words = {
  code: 'en',
  title: 'Personal information check before publication',
  verdictName: {
    clean: 'Clear to post',
    masked: 'Clear to post once masked',
    review: 'Hold for review',
    refused: 'Do not post',
  },
  verdict: (verdict, { masked, review, kept, blindSpots }) =>
    ({
      clean: `Nothing had to be hidden; the file is unchanged and may be published${kept ? ` (${places(kept)} kept on purpose)` : ''}.`,
      masked: `${masked ? `All personal information found (${places(masked)}) is masked` : 'What must not travel along was taken out'} and proven gone by a second reader; the resulting file may be published.`,
      review: `Hold: ${[
        review && `${places(review)} need a person's decision`,
        blindSpots && `${places(blindSpots)} could not be read`,
      ]
        .filter(Boolean)
        .join(', ')}.`,
      refused: 'Do not publish: the masked file failed its verification and was withheld.',
    })[verdict],
  nextStep: (verdict) =>
    ({
      clean: 'Publish the original file.',
      masked: 'Publish the masked file, not the draft.',
      review:
        'A privacy officer decides on every entry marked “review” and on what could not be read.',
      refused:
        'Do not publish the draft. Export it again in another format, or ask your technician.',
    })[verdict],
  channel: {
    body: 'text',
    table: 'table',
    'header-footer': 'header or footer',
    note: 'footnote or endnote',
    comment: 'comment',
    'text-box': 'text box',
    field: 'field',
    formula: 'formula',
    link: 'link',
    'tracked-change': 'tracked change',
    hidden: 'hidden content (sheet, row, column or text)',
    metadata: 'file properties',
    outline: 'bookmarks',
    chart: 'chart',
    cache: 'cached data',
    annotation: 'annotation',
    form: 'form field',
    script: 'script',
    'file-name': 'file name',
    attachment: 'embedded file',
    image: 'image',
  },
  property: {
    lastmodifiedby: 'last modified by',
    sheet: 'name of a sheet',
    displayname: 'display name',
    userid: 'user id',
  },
  disguise: {
    covered: 'under a box, can be copied',
    invisible: 'not painted, can be copied',
    'off-page': 'off the page, can be copied',
    white: 'in white, can be copied',
    hidden: 'hidden, can be read',
  },
  disguised: (causes) =>
    `The draft holds what nobody sees and anyone can read (${causes.map(([name, count]) => `${name}: ${count}`).join(', ')}). A box, white letters or a hidden column do not delete anything.`,
  action: { mask: 'masked', keep: 'kept', review: 'review' },
  ground: {
    consent: 'consent of the person',
    'legal-duty': 'a legal duty to publish',
    'not-personal': 'not personal information',
  },
  severity: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
  confidence: { possible: 'possible', likely: 'likely', certain: 'certain' },
  blindSpot: {
    image: 'the picture was not read',
    encrypted: 'encrypted, cannot be read',
    undecodable: 'the text cannot be decoded',
    'unknown-object': 'an embedded object of unknown kind',
    'limit-reached': 'past a processing limit, not read to the end',
  },
  removal: {
    macro: 'macros',
    signature: 'a digital signature (void once the content changes)',
    thumbnail: 'a thumbnail',
    script: 'scripts',
    'embedded-object': 'an embedded object',
    'mail-merge': 'a mail-merge source',
    'printer-settings': 'printer settings',
    metadata: 'file properties',
    'old-revision': 'an old revision left in the file',
    encryption: 'encryption',
    tagging: 'structure tags',
    'unreadable-text':
      'text that no program can read (the page became a picture; a person must check it)',
  },
  sentences: SENTENCES_EN,
  unknown: (code) => `other evidence: ${code}`,
  done: ({ action, masked, type }) =>
    action === 'keep'
      ? type === NAMESAKE
        ? 'the name stays and gets a label'
        : 'left as it is'
      : `${action === 'review' ? 'to be reviewed; masked meanwhile as' : 'masked as'} ${masked ?? ''}`,
  residual: (candidates, because, isLeast) =>
    `${isLeast ? 'at least ' : ''}${candidates.toLocaleString('en-US')} numbers fit all that is shown${because.length > 0 ? ` (${because.join(', ')})` : ''}`,
  places: (count) => `${count.toLocaleString('en-US')} places`,
  morePlaces: (count) => `and ${count.toLocaleString('en-US')} more`,
  andAlike: ' and so on, hidden alike',
  policy: ({ name, version, chosen, because }) =>
    `${name.en} (version ${version})${
      chosen === 'guessed'
        ? because === null
          ? ', since no word of the document points at another'
          : `, guessed from “${because}”`
        : chosen === 'default'
          ? ', the default when none is asked for'
          : ''
    }`,
  period: ({ period }) => {
    if (period === null) return undefined;
    const { start, end, length, source, counted } = period;
    const span = start && end ? `${start} to ${end}` : undefined;
    const long = length && `${length.count} ${length.unit.replace('-', ' ')}`;
    const said = source === 'text' ? 'as the notice says' : 'as the policy asks';
    const note =
      span && counted
        ? length?.unit === 'working-days'
          ? '; the end is counted from Monday to Friday without public holidays, which make it later'
          : '; the end is counted by the calendar'
        : '';
    return `${[span, long].filter(Boolean).join(', ')} (${said}${note})`;
  },
  unlisted: (count) =>
    `${count.toLocaleString('en-US')} more are not listed; the table above counts them.`,
  heading: {
    summary: 'What was found',
    findings: 'One by one',
    blindSpots: 'What could not be read',
    removals: 'What was taken out of the file',
    verification: 'Verification',
    file: 'File',
    type: 'Kind',
    found: 'Found',
    masked: 'Masked',
    kept: 'Kept',
    review: 'Review',
    total: 'Total',
    where: 'Where',
    why: 'Why we believe it',
    basis: 'Basis',
    done: 'What was done',
    name: 'Name',
    size: 'Size',
    digest: 'SHA-256',
    converted: 'Converted',
    output: 'Masked file',
    policy: 'Policy',
    policyBasis: 'Basis of the policy',
    publisher: 'Published by',
    indexNumber: 'Index number',
    published: 'Published on',
    period: 'On display',
    engine: 'Engine',
    decided: 'Decided by',
    accepted: 'Somebody answers for what could not be read',
    awaiting: 'One person answers for what could not be read; another one must agree',
  },
  unchanged: 'identical to the original',
  withheld: 'withheld until it is reviewed',
  noOutput: 'no file was returned',
  bytes: (count) => `${count.toLocaleString('en-US')} bytes`,
  verification: (readers, residual, completed) => {
    if (!completed)
      return `Reading again with ${readers.join(', ')} broke off; unproven, so withheld.`;
    if (residual > 0)
      return `Reading again with ${readers.join(', ')} still showed ${residual} hidden values, so the file was withheld.`;
    return `The whole file was read again with ${readers.join(', ')}, independent of the masking program: nothing masked can be read.`;
  },
};

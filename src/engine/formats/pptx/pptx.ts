import type { Format } from '../format.ts';
import { openOoxml } from '../shared/ooxml/document.ts';
import { isPackageOf } from '../shared/ooxml/recognise.ts';
import { rereadPackage } from '../shared/ooxml/reread.ts';

/** PowerPoint: presentations, shows, templates and their kin with macros. */
export const pptx: Format = {
  id: 'pptx',
  mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  extensions: ['.pptx', '.pptm', '.ppsx', '.ppsm', '.potx', '.potm'],
  channels: [
    'body',
    'table',
    'note',
    'comment',
    'header-footer',
    'chart',
    'link',
    'metadata',
    'hidden',
  ],
  readers: ['saxes'],
  recognises: (bytes) => isPackageOf(bytes, 'ppt/'),
  open: (bytes, surroundings) => openOoxml(bytes, surroundings, { rank }),
  reread: (bytes, surroundings) => rereadPackage(bytes, surroundings),
};

/** Slides first, then what is said about them, then what stands on every slide. */
const ORDER = [
  /^ppt\/slides\/slide/,
  /^ppt\/notesSlides\//,
  /^ppt\/comments/,
  /^ppt\/(?:charts|diagrams|drawings)\//,
  /^ppt\/slide(?:Layouts|Masters)\//,
  /^ppt\//,
];
const rank = (part: string): number => {
  const found = ORDER.findIndex((pattern) => pattern.test(part));
  return found < 0 ? ORDER.length : found;
};

import { readFileSync } from 'node:fs';
import { describeMutations } from '../mutations.ts';

const [first]: readonly { id: string }[] = JSON.parse(
  readFileSync('fixtures/pdf/people.json', 'utf8'),
);

// Five makes, sixty damaged copies each.
for (const name of [
  'reportlab-form.pdf',
  'reportlab-prose.linearised.pdf',
  'reportlab-unembedded.mutool.pdf',
  'reportlab-vertical.owner-password.pdf',
  'writer-tagged.ghostscript.pdf',
])
  describeMutations(name, readFileSync(`fixtures/pdf/${name}`), first?.id ?? '');

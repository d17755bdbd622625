// node scripts/compare-office.ts FILE … – masks Office files and lets LibreOffice print the original and
// the masked file: same pages, and every word that was not masked in its place. Needs soffice and pdftotext.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { createEngine } from '../src/engine/engine.ts';

interface Word {
  readonly place: string;
  readonly text: string;
}

const engine = await createEngine({ rulesFolder: 'rules' });
const work = mkdtempSync(join(tmpdir(), 'clearpost-compare-'));
try {
  for (const file of process.argv.slice(2)) await compare(file);
} finally {
  rmSync(work, { recursive: true });
}

async function compare(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const { report, output } = await engine.redact({ bytes, name: basename(file) });
  if (!output) return console.log(`${file}: ${report.verdict}, nothing to compare`);
  const [before, after] = [words(file, bytes, 'before'), words(file, output, 'after')];
  const same = (key: 'place' | 'text') =>
    before.words.filter((word, index) => word[key] === after.words[index]?.[key]).length;
  console.log(
    `${file}: ${report.verdict}, ${report.summary.masked} masked; pages ${before.pages} → ${after.pages}; words ${before.words.length} → ${after.words.length}, ${same('text')} with the same text, ${same('place')} in the same place`,
  );
}

/** The words of a printed file by page and place. */
function words(file: string, bytes: Uint8Array, name: string): { pages: number; words: Word[] } {
  const folder = join(work, `${basename(file)}-${name}`);
  mkdirSync(folder, { recursive: true });
  const source = join(folder, `file${extname(file)}`);
  writeFileSync(source, bytes);
  execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, source], {
    stdio: 'ignore',
  });
  const html = execFileSync('pdftotext', ['-bbox', join(folder, 'file.pdf'), '-'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  let pages = 0;
  const found: Word[] = [];
  for (const line of html.split('\n')) {
    if (line.includes('<page ')) pages++;
    const word = /<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*)<\/word>/.exec(line);
    if (word) found.push({ place: `${pages} ${word[1]} ${word[2]}`, text: word[3] as string });
  }
  return { pages, words: found };
}

// Earlier redactions that only look like it: the report tells them from what a reader can see.
import { describe, expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { EN } from '../../../../src/engine/report/words/en.ts';
import { sentence } from '../../../../src/engine/report/words/sentence.ts';
import { ZH } from '../../../../src/engine/report/words/zh.ts';
import { settings } from '../../settings.ts';
import { type Additions, onePage, shown } from './hand-made.ts';

const ID = '11010519491231002X';
const TELLING = new Set(['covered', 'invisible', 'off-page', 'white']);

async function told(additions: Additions) {
  const { scan, verdict } = await redact(
    { bytes: onePage(additions), name: 'notice.pdf' },
    settings,
  );
  const evidence = scan.decisions
    .filter(({ finding }) => !finding.ruleId.endsWith('-text'))
    .map(({ finding }) => finding.evidence.filter((code) => TELLING.has(code)).join());
  return { verdict, evidence };
}

const BOX = '0 g 70 695 200 20 re f';
const SHEER = '/ExtGState << /G1 << /ca 0.3 >> /G2 << /BM /Multiply >> >>';

describe('a number that nobody sees is told as such', () => {
  it.each<[string, Additions, string]>([
    ['under a black box', { content: `${shown(ID)} ${BOX}` }, 'covered'],
    [
      'under a box that leaves its label free',
      { content: `${shown(`ID number: ${ID}`)} 130 695 200 20 re f` },
      'covered',
    ],
    [
      'under a black rectangle of the comment tools',
      {
        content: shown(ID),
        page: '/Annots [<< /Type /Annot /Subtype /Square /Rect [70 695 270 715] /IC [0 0 0] >>]',
      },
      'covered',
    ],
    ['in white', { content: `1 g ${shown(ID)} 0 g` }, 'white'],
    ['in white by all three lights', { content: `1 1 1 rg ${shown(ID)}` }, 'white'],
    ['in white for want of ink', { content: `0 0 0 0 k ${shown(ID)}` }, 'white'],
    [
      'in white on a white box over a blue one',
      { content: `0 0 1 rg 70 695 200 20 re f 1 g 70 695 200 20 re f ${shown(ID)}` },
      'white',
    ],
    ['not painted', { content: `BT /F1 12 Tf 3 Tr 72 700 Td (${ID}) Tj ET` }, 'invisible'],
    ['beyond the edge', { content: shown(ID, 900, 700) }, 'off-page'],
  ])('%s', async (_, additions, why) =>
    expect(await told(additions)).toEqual({ verdict: 'masked', evidence: [why] }),
  );
});

describe('a number that is seen is not', () => {
  it.each<[string, Additions]>([
    ['in black', { content: shown(ID) }],
    ['in black after white words', { content: `q 1 g ${shown('Head', 72, 720)} Q ${shown(ID)}` }],
    ['on a box', { content: `1 0 0 rg 70 695 200 20 re f 0 g ${shown(ID)}` }],
    ['beside a box', { content: `${shown(ID)} 70 655 200 20 re f` }],
    [
      'under a transparent box',
      { resources: SHEER, content: `${shown(ID)} /G1 gs 70 695 200 20 re f` },
    ],
    [
      'under a highlighter',
      { resources: SHEER, content: `${shown(ID)} /G2 gs 1 1 0 rg 70 695 200 20 re f` },
    ],
    [
      'in the frame of a comment',
      {
        content: shown(ID),
        page: '/Annots [<< /Type /Annot /Subtype /Square /Rect [70 695 270 715] /C [1 0 0] >>]',
      },
    ],
    [
      'under a box that is clipped to another place',
      { content: `${shown(ID)} q 70 600 200 20 re W n 0 g 0 0 595 842 re f Q` },
    ],
    ['in white on a blue bar', { content: `0 0 1 rg 70 695 200 20 re f 1 g ${shown(ID)}` }],
    ['in white with a black edge', { content: `1 g 2 Tr ${shown(ID)}` }],
  ])('%s', async (_, additions) =>
    expect(await told(additions)).toEqual({ verdict: 'masked', evidence: [''] }),
  );
});

it('the same number is told apart where it is seen and where it is not', async () =>
  expect(
    (await told({ content: `${shown(ID)} ${BOX} ${shown(ID, 72, 600)}` })).evidence.sort(),
  ).toEqual(['', 'covered']));

it('each has its sentence in both languages', () => {
  for (const code of TELLING) {
    expect(sentence(code, ZH)).toContain('复制');
    expect(sentence(code, EN)).toContain('copied out');
  }
});

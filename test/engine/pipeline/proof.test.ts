// Writers that fail in every way a writer can: none may end in bytes that somebody publishes.
import { describe, expect, it } from 'vitest';
import type { LoadedDocument } from '../../../src/engine/core/document.ts';
import type { BlindSpot } from '../../../src/engine/core/segment.ts';
import { apply } from '../../../src/engine/pipeline/apply.ts';
import { redact } from '../../../src/engine/pipeline/redact.ts';
import { scan } from '../../../src/engine/pipeline/scan.ts';
import { settings } from '../settings.ts';

const ID = '11010519491231002X';
const bytes = (text: string) => new TextEncoder().encode(text);
const upload = (text: string, name = '名单.txt') => ({ bytes: bytes(text), name });
const text = (output: Uint8Array | undefined) => new TextDecoder().decode(output);

async function withWriter(
  draft: string,
  change: (document: LoadedDocument) => Partial<LoadedDocument>,
) {
  const read = await scan(upload(draft), settings);
  return apply({ ...read, document: { ...read.document, ...change(read.document) } }, settings);
}

it('an office’s mailbox that the second reader glues to the cell beside it is nobody’s', async () => {
  const glued = async (added: string) =>
    withWriter('单位邮箱：wsj@fuzhou.gov.cn\n张伟 11010519491231002X\n', (one) => ({
      rewrite: async (edits) => bytes(`${text(await one.rewrite(edits))}\n${added}`),
    }));
  expect((await glued('350300wsj@fuzhou.gov.cnS|')).verdict).toBe('masked');
  expect((await glued('350300wsj@fuzhou.goS|')).verdict).toBe('refused');
  expect((await glued('zhanghua.wsj@fuzhou.gov.cnS|')).verdict).toBe('refused');
  expect((await glued('13900139000wsj@fuzhou.gov.cnS|')).verdict).toBe('refused');
});

it.each(['手机 ', 'x='])('a number that only codes say is not given out: %s', async (before) => {
  const coded = [...'13800138000'].map((digit) => `\\u003${digit}`).join('');
  const { verdict, output } = await redact(upload(`${before}${coded}\n`, '名单.csv'), settings);
  expect(verdict).toBe('refused');
  expect(output).toBeUndefined();
});

describe('a writer that fails is refused', () => {
  const draft = `张伟 ${ID}\n李娜 440524188001010014\n`;
  it.each<[string, (document: LoadedDocument) => Partial<LoadedDocument>]>([
    ['that forgets an edit', (one) => ({ rewrite: (edits) => one.rewrite(edits.slice(1)) })],
    [
      'that leaves a copy in another channel',
      (one) => ({
        rewrite: async (edits) => bytes(`${text(await one.rewrite(edits))}\n批注:${ID}`),
      }),
    ],
    [
      'that leaves a copy a digit a line',
      (one) => ({
        rewrite: async (edits) => bytes(`${text(await one.rewrite(edits))}\n${[...ID].join('\n')}`),
      }),
    ],
    [
      'that brings in a number of somebody else',
      (one) => ({
        rewrite: async (edits) => bytes(`${text(await one.rewrite(edits))}\n350102199001010016`),
      }),
    ],
    ['whose output is empty', () => ({ rewrite: async () => new Uint8Array() })],
    [
      'whose output does not open',
      () => ({ rewrite: async () => Uint8Array.of(0xff, 0xfe, 0xff) }),
    ],
  ])('one %s', async (_, change) => {
    const { verdict, output } = await withWriter(draft, change);
    expect(verdict).toBe('refused');
    expect(output).toBeUndefined();
  });

  it('one that leaves the number in the name of the file', async () => {
    const read = await scan(upload('公告', `${ID}.txt`), settings);
    const document = { ...read.document, renamed: () => read.upload.name };
    const { verdict, output } = await apply({ ...read, document }, settings);
    expect(verdict).toBe('refused');
    expect(output).toBeUndefined();
  });

  it('one that forgets what only a person was to decide', async () => {
    const { verdict, output } = await withWriter(
      `项目编号:${ID}\n张伟 350102199001010016`,
      (one) => ({
        rewrite: (edits) => one.rewrite(edits.slice(1)),
      }),
    );
    expect(verdict).toBe('refused');
    expect(output).toBeUndefined();
  });

  it('and one that throws gives no outcome at all', () =>
    expect(
      withWriter(draft, () => ({ rewrite: () => Promise.reject(new Error('disk full')) })),
    ).rejects.toThrow('disk full'));
});

describe('a reader that misses something cannot pass a file as clean', () => {
  it('the first reader missed a part of the file', async () => {
    const read = await scan(upload('公告'), settings);
    const hidden = upload(`公告\n${ID}`);
    const { verdict, output } = await apply({ ...read, upload: hidden }, settings);
    expect(verdict).toBe('refused');
    expect(output).toBeUndefined();
  });

  it('a blind spot holds the file, found numbers or not', async () => {
    const blindSpots: BlindSpot[] = [
      { location: { channel: 'image', part: '第 1 页', address: '' }, reason: 'image' },
    ];
    for (const draft of ['公告', `张伟 ${ID}`]) {
      expect((await withWriter(draft, () => ({ blindSpots }))).verdict).toBe('review');
    }
  });
});

describe('what is masked once is masked everywhere', () => {
  it('whatever stands around it', async () => {
    const { output, scan: read } = await redact(
      upload(`张伟 ${ID}\n学籍号G${ID}01\n1101 0519 4912 3100 2X\n流水号2017${ID}`),
      settings,
    );
    expect(text(output).replaceAll(/[^0-9X]/g, '')).toBe('012017');
    expect(
      read.decisions.filter(({ finding }) => finding.evidence[0] === 'same-value').length,
    ).toBeGreaterThan(0);
  });

  it('and so are its first fourteen digits, which leave few people', async () => {
    const { output } = await redact(upload(`张伟 ${ID}\n编号1101051949123100`), settings);
    expect(text(output)).toBe(`张伟 ${'*'.repeat(18)}\n编号${'*'.repeat(14)}00`);
  });

  it('in the name of the file too', async () => {
    const { name, verdict, output } = await redact(upload('公告', `${ID}.txt`), settings);
    expect(name).toBe(`${'*'.repeat(18)}.txt`);
    expect(verdict).toBe('masked');
    expect(text(output)).toBe('公告');
  });
});

it('gives back the very bytes when nothing had to change', async () => {
  const draft = upload('\uFEFF流水号110105194912310021\r\n');
  const { output, verdict } = await redact(draft, settings);
  expect(verdict).toBe('clean');
  expect(output).toBe(draft.bytes);
});

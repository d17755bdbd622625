// Words that a reader of an RTF file does not see, and that anybody can copy out of it.
import { describe, expect, it } from 'vitest';
import { disguisesIn, ID } from '../disguises.ts';

/** Colours: 1 white, 2 black, 3 dark blue, 4 nearly white. */
const told = (body: string) =>
  disguisesIn(
    Buffer.from(
      String.raw`{\rtf1\ansi\deff0{\fonttbl{\f0\fcharset0 Arial;}}{\colortbl;\red255\green255\blue255;\red0\green0\blue0;\red31\green78\blue121;\red250\green252\blue255;}
\pard\plain\fs24 ${body}\par }`,
      'latin1',
    ),
    'a.rtf',
  );
const row = (cells: string, ground = '') =>
  String.raw`\trowd\cellx3000${ground}\cellx6000\pard\intbl ${cells}\row\pard `;

describe('a number that nobody sees in it is told as such', () => {
  it.each([
    ['in white', String.raw`ID {\cf1 ${ID}}`, 'white'],
    ['in nearly white', String.raw`ID {\cf4 ${ID}}`, 'white'],
    ['black under a black marker', String.raw`ID {\cf2\highlight2 ${ID}}`, 'covered'],
    ['under a black marker', String.raw`ID {\highlight2 ${ID}}`, 'covered'],
    ['in the colour of the shade below it', String.raw`ID {\cf3\chcbpat3 ${ID}}`, 'covered'],
    ['in the colour of its paragraph', String.raw`\cbpat3\cf3 ${ID}`, 'covered'],
    ['one point high', String.raw`ID {\fs2 ${ID}}`, 'invisible'],
    ['set not to show', String.raw`ID {\v ${ID}}`, 'hidden'],
    ['in white in a cell', row(String.raw`ID\cell {\cf1 ${ID}}\cell`), 'white'],
    [
      'in the colour of its cell',
      row(String.raw`ID\cell {\cf3 ${ID}}\cell`, String.raw`\clcbpat3`),
      'covered',
    ],
  ])('%s', async (_, body, why) => expect(await told(body)).toContain(`resident-id ${why}`));
});

describe('a number that is seen is not', () => {
  it.each([
    ['in its usual colour', String.raw`ID {\cf0 ${ID}}`],
    ['in blue', String.raw`ID {\cf3 ${ID}}`],
    ['in white no more', String.raw`{\cf1 ID }${ID}`],
    ['in white before, and plain again', String.raw`\cf1\fs2\v ID \plain ${ID}`],
    ['in white under a dark marker', String.raw`ID {\cf1\highlight3 ${ID}}`],
    ['in white on a dark shade', String.raw`ID {\cf1\chcbpat3 ${ID}}`],
    ['in white in a dark cell', row(String.raw`ID\cell {\cf1 ${ID}}\cell`, String.raw`\clcbpat3`)],
    [
      'in white in a shape, whose colour is told elsewhere',
      String.raw`{\shp{\*\shpinst{\shptxt\pard\plain\cf1 ${ID}\par}}}`,
    ],
    ['in black on a black shade, which turns it white', String.raw`ID {\chcbpat2 ${ID}}`],
  ])('%s', async (_, body) => expect(await told(body)).toContain('resident-id'));
});

it('a number is read past what hides in it', async () =>
  expect(await told(String.raw`ID ${ID.slice(0, 9)}{\v zz}${ID.slice(9)}`)).toContain(
    'resident-id',
  ));

// Words that a reader of a web page does not see, and that anybody finds in its source.
import { describe, expect, it } from 'vitest';
import { disguisesIn, ID } from '../disguises.ts';

const page = (body: string, head = '') =>
  new TextEncoder().encode(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`);
const told = (body: string, head?: string) => disguisesIn(page(body, head), 'a.html');
const styled = (style: string) => `<p>公示<b style="${style}">身份证号${ID}</b></p>`;
const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

describe('a number that nobody sees in it is told as such', () => {
  it.each([
    ['display: none', 'hidden'],
    ['DISPLAY:NONE!important', 'hidden'],
    ['visibility: hidden', 'hidden'],
    ['opacity: 0', 'invisible'],
    ['opacity:0.0', 'invisible'],
    ['font-size: 0', 'invisible'],
    ['font-size: 0em', 'invisible'],
    ['font-size: 1px', 'invisible'],
    ['font-size: 1pt', 'invisible'],
    ['color: transparent', 'invisible'],
    ['color: rgba(0, 0, 0, 0)', 'invisible'],
    ['position: absolute; clip: rect(0, 0, 0, 0)', 'invisible'],
    ['clip-path: inset(100%)', 'invisible'],
    ['transform: scale(0)', 'invisible'],
    ['text-indent: -9999px', 'off-page'],
    ['position: absolute; left: -5000px', 'off-page'],
    ['position: absolute; top: -1000px', 'off-page'],
    ['color: #fff', 'white'],
    ['color: #FFFFFF', 'white'],
    ['color: white', 'white'],
    ['color: rgb(254, 254, 254)', 'white'],
    ['color: rgb(255 255 255 / 100%)', 'white'],
    ['color: #fdfdfd', 'white'],
    ['color: black; background: black', 'covered'],
    ['background-color: #000', 'covered'],
    ['color: #123456; background: #123456 none', 'covered'],
  ])('in “%s”: %s', async (style, why) =>
    expect(await told(styled(style))).toContain(`resident-id ${why}`),
  );

  it.each([
    ['in white by an old tag', `<p><font color="#FFFFFF">${ID}</font></p>`, '', 'white'],
    [
      'in the colour of its cell',
      `<table><tr><td>号</td><td bgcolor="#336699"><font color="#336699">${ID}</font></td></tr></table>`,
      '',
      'covered',
    ],
    ['in an element with the word hidden', `<div hidden><p>${ID}</p></div>`, '', 'hidden'],
    ['by a class', `<p class="a b">${ID}</p>`, '<style>.b { display: none }</style>', 'hidden'],
    ['by an id', `<p id="x">${ID}</p>`, '<style>p#x{visibility:hidden}</style>', 'hidden'],
    [
      'by what is around it',
      `<div class="a"><p><i>${ID}</i></p></div>`,
      '<style>h1, .a > p i { color: #fff }</style>',
      'white',
    ],
    [
      'in the colour of the page',
      `<p>${ID}</p>`,
      '<style>body { background: #222; } p { color: #232323 }</style>',
      'covered',
    ],
    [
      'by a rule behind others',
      `<p class="a">${ID}</p>`,
      '<style>@charset "utf-8"; @media print { p { color: red } } /* } */ b { color: red } .a { display: none }</style>',
      'hidden',
    ],
    [
      'in a row that is not shown',
      `<table>${row('姓名', '身份证号')}<tr style="display:none"><td>陈志强</td><td>${ID}</td></tr></table>`,
      '',
      'hidden',
    ],
  ])('%s', async (_, body, head, why) =>
    expect(await told(body, head)).toContain(`resident-id ${why}`),
  );

  it('words without a number are a finding of their own', async () =>
    expect(await told('<p>公示</p><p style="color:#fff">经办人备注：家庭情况另附</p>')).toEqual([
      'white-text white',
    ]));
});

describe('a number that is seen is not', () => {
  it.each([
    ['font-size: 1em'],
    ['font-size: 12px'],
    ['background-color: transparent'],
    ['left: -10px'],
    ['opacity: 0.9'],
    ['color: red'],
    ['color: white; background: #1f4e79'],
    ['color: white; background: url(blau.png)'],
    ['color: white; background: linear-gradient(red, blue)'],
    ['color: white; position: absolute'],
    ['color: var(--ink)'],
  ])('in “%s”', async (style) => expect(await told(styled(style))).toEqual(['resident-id']));
  it.each([
    [
      'in white in a dark cell',
      `<table><tr><td bgcolor="#1f4e79"><font color="#ffffff">${ID}</font></td></tr></table>`,
      '',
    ],
    [
      'in white on a page whose colours are told elsewhere',
      `<h1 style="color:#fff">${ID}</h1>`,
      '<link rel="stylesheet" href="site.css">',
    ],
    [
      'by a rule for paper',
      `<p class="a">${ID}</p>`,
      '<style>@media print { .a { display: none } }</style>',
    ],
    [
      'by a rule that a weightier one takes back',
      `<p class="a" id="x">${ID}</p>`,
      '<style>#x { display: block } .a { display: none }</style>',
    ],
    [
      'by a rule for others',
      `<div class="b"><p class="a">${ID}</p></div>`,
      '<style>.c .a { display: none } p:hover { display: none } .b > i { color: #fff }</style>',
    ],
  ])('%s', async (_, body, head) => expect(await told(body, head)).toEqual(['resident-id']));
});

it('a number is read past what hides in it', async () =>
  expect(
    await told(
      `<p>身份证号：${ID.slice(0, 9)}<i class="x">甲乙</i>${ID.slice(9)}</p>`,
      '<style>.x { display: none }</style>',
    ),
  ).toContain('resident-id'));

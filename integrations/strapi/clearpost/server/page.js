const { createHash } = require('node:crypto');

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const CHARACTERS = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const escaped = (text) => text.replaceAll(/[&<>]/g, (character) => ESCAPES[character]);
const unescaped = (text) => text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => CHARACTERS[entity]);
const TEXT = /<i>([^<]*)<\/i>/g;

/**
 * All texts as one page, so that one reading sees them together; `textsOf` takes the masked page apart again. Plain text stands first,
 * where no broken markup of a rich text can reach it.
 */
function pageOf(leaves) {
  const plain = linesOf(leaves).map(
    (line) =>
      `<p>${escaped(line[0].label)}: ${line.map(({ text }) => `<i>${escaped(text)}</i>`).join('')}</p>\n`,
  );
  const mark = markOf(leaves);
  const rich = leaves.filter(({ html }) => html).map(({ text }) => `${mark}${text}`);
  return [...plain, ...rich].join('');
}

const linesOf = (leaves) => [
  ...Map.groupBy(
    leaves.filter(({ html }) => !html),
    ({ line }) => line,
  ).values(),
];

/** The texts of a masked page in the order of its leaves; undefined when it lost its shape. */
function textsOf(page, leaves) {
  const mark = markOf(leaves);
  const [plain, ...rich] = page.split(mark);
  const [expected] = pageOf(leaves).split(mark);
  const found = [...plain.matchAll(TEXT)].map(([, text]) => unescaped(text));
  const texts = new Map(
    linesOf(leaves)
      .flat()
      .map((leaf, index) => [leaf, found[index]]),
  );
  const hasShape =
    rich.length === leaves.filter(({ html }) => html).length &&
    plain.replaceAll(TEXT, '<i></i>') === expected.replaceAll(TEXT, '<i></i>');
  if (!hasShape) return undefined;
  return leaves.map((leaf) => (leaf.html ? rich.shift() : texts.get(leaf)));
}

/** A mark that no text can hold: it is made of all of them. The same texts make the same page, so a decision about it lasts. */
function markOf(leaves) {
  const hash = createHash('sha256')
    .update(JSON.stringify(leaves.map(({ text }) => text)))
    .digest('hex');
  return `\n<!--clearpost-${hash.slice(0, 32).replaceAll(/\d/g, (digit) => 'ghijklmnop'[digit])}-->\n`;
}

module.exports = { pageOf, textsOf };

/** Strapi's own: times, ids and who edited are not content. */
const OWN = new Set(
  'id documentId createdAt updatedAt publishedAt firstPublishedAt createdBy updatedBy locale localizations'.split(
    ' ',
  ),
);
/** What no reader gets to see, or what is an entry of its own with a gate of its own. */
const UNREAD = new Set(['password', 'relation', 'boolean', 'time', 'datetime', 'timestamp']);
const STRUCTURE = new Set(['type', 'format', 'level', 'language', 'indentLevel', '__component']);

/**
 * Every text of an entry that people will read, wherever it is nested, in the order of the page. A leaf knows the row it stands in
 * (`row`, `field`, `path`), how it is to be read (`html` or not), and whether a mask fits into it (`fixed` when not). Leaves with the same
 * `line` are read as one. An entry is a row of the database (`stored`) or the data of a request.
 */
function leavesOf(strapi, uid, entry, stored = true) {
  const leaves = [];
  walkRow(strapi, { uid, stored }, entry, [], leaves);
  return leaves;
}

/** Of several entries. */
const leavesOfAll = (strapi, uid, entries, stored) =>
  entries.flatMap((entry, index) =>
    leavesOf(strapi, uid, entry, stored).map((leaf) => ({
      ...leaf,
      line: `${stored} ${index} ${leaf.line}`,
    })),
  );

function walkRow(strapi, { uid, stored }, row, label, leaves) {
  const { attributes } = strapi.getModel(uid);
  for (const [field, attribute] of Object.entries(attributes)) {
    const value = row?.[field];
    if (value === undefined || value === null || OWN.has(field) || isUnread(attribute)) continue;
    const at = { row: { uid, stored, target: row }, field, label: [...label, field].join('.') };
    if (attribute.type === 'component' || attribute.type === 'dynamiczone') {
      for (const inside of [value].flat()) {
        const component = attribute.component ?? inside?.__component;
        if (component)
          walkRow(strapi, { uid: component, stored }, inside, [...label, field], leaves);
      }
    } else if (attribute.type === 'media') walkMedia(value, at, leaves);
    else walkValue(value, attribute.type, at, leaves);
  }
}

const isUnread = ({ type, private: isPrivate }) => UNREAD.has(type) || isPrivate === true;

/** Names of files are read too, but a file is called what it is called: nothing is masked here. */
function walkMedia(value, at, leaves) {
  for (const file of [value].flat()) {
    if (typeof file !== 'object') continue;
    // The address of a file is made of its first name.
    const slug = String(file.hash ?? '')
      .replace(/_[0-9a-f]{10}$/, '')
      .replaceAll('_', ' ');
    for (const text of [file.name, slug, file.alternativeText, file.caption])
      if (typeof text === 'string') push(leaves, at, { text, fixed: true });
  }
}

function walkValue(value, type, at, leaves) {
  if (type === 'string' || type === 'text') push(leaves, at, { text: String(value), path: [] });
  else if (type === 'richtext') walkRichText(String(value), at, leaves);
  else if (type === 'blocks' || type === 'json') walkNode(value, [], at, leaves, leaves.length);
  // A number, an address, a choice: stars do not fit into it.
  else push(leaves, at, { text: String(value), fixed: true });
}

const MARKS = /\*{1,3}|_{1,3}|~~|`+|\\/g;
const MARKED_INSIDE = /[\p{L}\p{N}](?:\*{1,3}|_{1,3}|~~|`+|\\)[\p{L}\p{N}]/u;

function walkRichText(text, at, leaves) {
  push(leaves, at, { text, path: [], html: true });
  // A number with a part of it in bold is one number to its reader.
  if (MARKED_INSIDE.test(text)) push(leaves, at, { text: text.replaceAll(MARKS, ''), fixed: true });
}

/** Blocks and JSON. The texts of one paragraph are one line, however many formats part them. */
function walkNode(node, path, at, leaves, line) {
  if (typeof node === 'string') return push(leaves, at, { text: node, path, line });
  if (typeof node === 'number') return push(leaves, at, { text: String(node), fixed: true });
  if (typeof node !== 'object' || node === null) return;
  const isBlock = Array.isArray(node.children) && !['text', 'link'].includes(node.type);
  const own = isBlock ? leaves.length : line;
  for (const [key, inside] of Object.entries(node)) {
    const isText =
      key === 'text' || key === 'children' || (Array.isArray(node) && path.at(-1) === 'children');
    if (!STRUCTURE.has(key))
      walkNode(inside, [...path, key], at, leaves, isText ? own : leaves.length);
  }
}

function push(leaves, at, leaf) {
  if (leaf.text.trim() !== '')
    leaves.push({ line: leaves.length, fixed: false, html: false, ...at, ...leaf });
}

/** Asks Strapi for an entry with all its components, dynamic zones and files, however deep. */
function populateOf(strapi, uid) {
  const populate = {};
  for (const [name, attribute] of Object.entries(strapi.getModel(uid).attributes)) {
    if (isUnread(attribute)) continue;
    if (attribute.type === 'media') populate[name] = true;
    if (attribute.type === 'component')
      populate[name] = { populate: populateOf(strapi, attribute.component) };
    if (attribute.type === 'dynamiczone')
      populate[name] = {
        on: Object.fromEntries(
          attribute.components.map((component) => [
            component,
            { populate: populateOf(strapi, component) },
          ]),
        ),
      };
  }
  return populate;
}

module.exports = { leavesOfAll, populateOf };

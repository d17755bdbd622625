/** What of an entry people will read, as one page: every text in it, wherever it is nested. */
function pageOf(entry) {
  const texts = [];
  collect(entry, texts, new Set());
  return texts.map((text) => `<p>${escaped(text)}</p>`).join('\n');
}

/** Strapi's own: times, ids and who edited are not content. */
const OWN = new Set([
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'updatedBy',
  'locale',
  'localizations',
  '__component',
]);

function collect(value, texts, seen) {
  if (typeof value === 'string' || typeof value === 'number') texts.push(String(value));
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  for (const [name, inside] of Object.entries(value))
    if (Array.isArray(value) || !OWN.has(name)) collect(inside, texts, seen);
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// Rich text is HTML or Markdown: its marks are text to us, so that nothing in them is passed over.
const escaped = (text) => text.replaceAll(/[&<>]/g, (character) => ESCAPES[character]);

/** Asks Strapi for an entry with all its components and dynamic zones, however deep. */
function populateOf(attributes, componentOf, depth = 5) {
  const populate = {};
  if (depth === 0) return populate;
  for (const [name, { type, component, components }] of Object.entries(attributes)) {
    if (type === 'component')
      populate[name] = { populate: populateOf(componentOf(component), componentOf, depth - 1) };
    if (type === 'dynamiczone')
      populate[name] = {
        on: Object.fromEntries(
          components.map((uid) => [
            uid,
            { populate: populateOf(componentOf(uid), componentOf, depth - 1) },
          ]),
        ),
      };
  }
  return populate;
}

module.exports = { pageOf, populateOf };

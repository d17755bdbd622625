/** Puts masked texts in the place of leaves: into their database rows field by field, or into the data of a request. */
async function writeMasks(strapi, leaves, texts) {
  const changed = leaves
    .map((leaf, index) => ({ ...leaf, masked: texts[index] }))
    .filter(({ text, masked }) => text !== masked);
  const fields = Map.groupBy(changed, ({ row, field }) => keyOf(row, field));
  for (const own of fields.values()) {
    const { row, field } = own[0];
    const value = own.reduce(
      (before, { path, masked }) => put(before, path, masked),
      row.target[field],
    );
    row.target[field] = value;
    if (row.stored)
      await strapi.db
        .query(row.uid)
        .update({ where: { id: row.target.id }, data: { [field]: value } });
  }
}

const numbers = new WeakMap();
let count = 0;

/** One string for one field of one row. */
function keyOf({ target }, field) {
  if (!numbers.has(target)) numbers.set(target, ++count);
  return `${numbers.get(target)} ${field}`;
}

/** The value with a text at the end of a path changed; nothing of the old one is. */
function put(value, [step, ...rest], text) {
  if (step === undefined) return text;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[step] = put(value[step], rest, text);
  return copy;
}

module.exports = { writeMasks };

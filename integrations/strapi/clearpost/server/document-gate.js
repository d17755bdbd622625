const { decide } = require('./decide');
const { leavesOfAll, populateOf } = require('./leaves');
const { writeMasks } = require('./write-masks');

/**
 * Stands before everything that makes an entry public: publishing, saving as published, and saving where there are no drafts. It all
 * happens in one transaction: what may not be published is as if it had never been asked for.
 */
function documentGate(strapi) {
  return async (context, next) => {
    const { uid, action, params, contentType } = context;
    if (!uid.startsWith('api::')) return next();
    if (action === 'publish') return strapi.db.transaction(() => publish(strapi, context, next));
    if (!['create', 'update', 'clone'].includes(action)) return next();
    if (contentType.options?.draftAndPublish !== true)
      return strapi.db.transaction(() => save(strapi, context, next));
    if (params.status !== 'published' || action === 'clone') return next();
    return strapi.db.transaction(() => saveAndPublish(strapi, context, next));
  };
}

/** Drafts are masked before they are published, so that nothing that hears of the published entry hears of what was in it. */
async function publish(strapi, context, next) {
  const { uid, params, contentType } = context;
  const where = { documentId: params.documentId, publishedAt: { $null: true } };
  const locale = await localeOf(strapi, contentType, params.locale);
  if (locale !== undefined) where.locale = locale;
  const drafts = await rowsOf(strapi, uid, where);
  const texts = await settle(strapi, context, drafts);
  const result = await next();
  await verify(strapi, context, result?.entries, texts);
  return result;
}

async function localeOf(strapi, contentType, locale) {
  if (contentType.pluginOptions?.i18n?.localized !== true || locale === '*') return undefined;
  if (Array.isArray(locale)) return { $in: locale };
  return locale || (await strapi.plugin('i18n').service('locales').getDefaultLocale());
}

/** Saving as published goes the two steps that an author goes, so that the second has its gate. */
async function saveAndPublish(strapi, context, next) {
  const { uid, params } = context;
  context.params = { ...params, status: 'draft' };
  const draft = await next();
  if (!draft) return draft;
  const { locale, populate, fields } = params;
  const wanted = Object.entries({ locale, populate, fields }).filter(
    ([, value]) => value !== undefined,
  );
  const { entries } = await strapi
    .documents(uid)
    .publish({ documentId: draft.documentId, ...Object.fromEntries(wanted) });
  return entries[0];
}

/** Without drafts, what is saved is public: the request's data and what the entry already says are looked at together. */
async function save(strapi, context, next) {
  const { uid, action, params } = context;
  const before =
    action === 'create' ? [] : await rowsOf(strapi, uid, { documentId: params.documentId });
  const data = structuredClone(params.data ?? {});
  const texts = await settle(strapi, context, before, data);
  context.params = { ...params, data };
  const result = await next();
  await verify(strapi, context, result?.entries ?? [result], texts);
  return result;
}

const rowsOf = (strapi, uid, where) =>
  strapi.db.query(uid).findMany({ where, populate: populateOf(strapi, uid) });

/** Masks rows and data as was decided; gives every text that may be published now. */
async function settle(strapi, { uid, params }, rows, data) {
  const leaves = [
    ...leavesOfAll(strapi, uid, rows, true),
    ...leavesOfAll(strapi, uid, data ? [data] : [], false),
  ];
  const files = await filesOf(strapi, uid, rows, data);
  const texts = await decide(strapi, contentIdOf(uid, params), leaves, files);
  await writeMasks(strapi, leaves, texts);
  return new Set(texts);
}

const contentIdOf = (uid, { documentId }) => `${uid}:${documentId ?? 'new'}`.slice(-200);

/** What became public must be what was looked at; text that is not, a default or a change of the same moment, is looked at now. */
async function verify(strapi, { uid, params }, entries = [], texts) {
  const ids = entries.filter(Boolean).map(({ id }) => id);
  const rows = await rowsOf(strapi, uid, { id: { $in: ids } });
  const leaves = leavesOfAll(strapi, uid, rows, true);
  if (leaves.every(({ text, fixed }) => fixed || texts.has(text))) return;
  const files = await filesOf(strapi, uid, rows);
  await writeMasks(strapi, leaves, await decide(strapi, contentIdOf(uid, params), leaves, files));
}

/** The files of rows, which are there whole, and of a request's data, which names them by id. */
async function filesOf(strapi, uid, rows, data) {
  const whole = rows.flatMap((row) => mediaIn(strapi, uid, row));
  const ids = data ? mediaIn(strapi, uid, data).flatMap(idsIn) : [];
  const named =
    ids.length > 0 ? await rowsOf(strapi, 'plugin::upload.file', { id: { $in: ids } }) : [];
  return [...whole, ...named];
}

function mediaIn(strapi, uid, entry) {
  return Object.entries(strapi.getModel(uid).attributes).flatMap(([name, attribute]) => {
    const values = [entry?.[name]].flat().filter((value) => value !== undefined && value !== null);
    if (attribute.type === 'media') return values;
    if (attribute.type !== 'component' && attribute.type !== 'dynamiczone') return [];
    return values.flatMap((inside) =>
      mediaIn(strapi, attribute.component ?? inside.__component, inside),
    );
  });
}

const idsIn = (value) =>
  typeof value === 'object'
    ? [value.id, ...[value.set, value.connect].flat().map((one) => one?.id ?? one)].filter(Boolean)
    : [value];

module.exports = { documentGate };

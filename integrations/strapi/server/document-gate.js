const { pageOf, populateOf } = require('./content');
const { objectionTo } = require('./service');

/** Stands before everything that makes an entry public: publishing, and saving where there are no drafts. */
function documentGate(strapi) {
  return async (context, next) => {
    if (isPublic(context)) await refuse(strapi, context);
    return next();
  };
}

const WRITES = new Set(['create', 'update', 'clone']);

function isPublic({ action, uid, params, contentType }) {
  if (!uid.startsWith('api::')) return false;
  if (action === 'publish') return true;
  if (!WRITES.has(action)) return false;
  return params.status === 'published' || contentType.options?.draftAndPublish !== true;
}

async function refuse(strapi, { uid, params, contentType }) {
  const settings = strapi.config.get('plugin::clearpost');
  // What is being saved, and what the entry already says: either may hold what must not go out.
  const saved = params.data ? [pageOf(params.data)] : [];
  const drafts = params.documentId ? await draftsOf(strapi, uid, params, contentType) : [];
  const html = [...saved, ...drafts.map(pageOf)].join('\n');
  const contentId = `${uid}:${params.documentId ?? 'new'}`;
  const objection = await objectionTo(settings, { contentId, title: '', html });
  if (objection === undefined) return;
  const { ApplicationError } = strapi.errors ?? require('@strapi/utils').errors;
  throw new ApplicationError(objection);
}

/** In every language that is published with it. */
async function draftsOf(strapi, uid, { documentId, locale }, { attributes }) {
  const populate = populateOf(attributes, (name) => strapi.components[name].attributes);
  const where = { filters: { documentId }, locale: locale ?? '*', status: 'draft', populate };
  return strapi.documents(uid).findMany(where);
}

module.exports = { documentGate };

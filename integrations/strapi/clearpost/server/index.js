const { documentGate } = require('./document-gate');
const { gateUploads } = require('./upload-gate');

const DEFAULTS = {
  /** The service's address and a key with the scopes `publish-check` and `redact`; `review` too where overriding is wanted. */
  url: '',
  key: '',
  /** Where people open the service in a browser, when that is another address. */
  pageUrl: '',
  policy: 'general',
  /** What happens when a masked version exists: `ask` its author, or `auto`, publish it at once. */
  replace: 'ask',
  /** True lets content through while the service is away. */
  failOpen: false,
  timeoutMs: 30_000,
};

module.exports = {
  config: {
    default: DEFAULTS,
    validator({ url, key, replace }) {
      if (!/^https?:\/\//.test(url)) throw new Error('clearpost: config.url 未设 · is not set');
      if (!key) throw new Error('clearpost: config.key 未设 · is not set');
      if (!['ask', 'auto'].includes(replace)) {
        throw new Error('clearpost: config.replace 应为 ask 或 auto · must be ask or auto');
      }
    },
  },
  register({ strapi }) {
    strapi.documents.use(documentGate(strapi));
  },
  async bootstrap({ strapi }) {
    gateUploads(strapi);
    await strapi.service('admin::permission').actionProvider.registerMany([
      {
        section: 'plugins',
        displayName: '说明理由后原样发布 · Publish against a finding, with a reason',
        uid: 'override',
        pluginName: 'clearpost',
      },
    ]);
  },
};

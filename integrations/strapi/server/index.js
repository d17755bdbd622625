const { documentGate } = require('./document-gate');
const { gateUploads } = require('./upload-gate');

const DEFAULTS = {
  /** The service's address and a key with the scopes `publish-check` and `redact`. */
  url: '',
  key: '',
  policy: 'general',
  /** True lets content through while the service is away. */
  failOpen: false,
  timeoutMs: 30_000,
};

module.exports = {
  config: {
    default: DEFAULTS,
    validator({ url, key }) {
      if (!/^https?:\/\//.test(url)) throw new Error('clearpost: config.url 未设 · is not set');
      if (key === '') throw new Error('clearpost: config.key 未设 · is not set');
    },
  },
  register({ strapi }) {
    strapi.documents.use(documentGate(strapi));
  },
  bootstrap({ strapi }) {
    gateUploads(strapi);
  },
};

const { readFile, writeFile } = require('node:fs/promises');
const { maskedUpload } = require('./service');

/** Uploads become their masked versions before Strapi stores them; what cannot be is not taken. */
function gateUploads(strapi) {
  const service = strapi.plugin('upload').service('upload');
  const { upload, replace } = service;
  service.upload = async (request, ...rest) => {
    for (const file of [request.files].flat()) await mask(strapi, file);
    return upload.call(service, request, ...rest);
  };
  service.replace = async (id, request, ...rest) => {
    await mask(strapi, request.file);
    return replace.call(service, id, request, ...rest);
  };
}

async function mask(strapi, file) {
  const settings = strapi.config.get('plugin::clearpost');
  const before = await readFile(file.filepath);
  const name = file.originalFilename ?? 'upload';
  const { bytes, objection } = await maskedUpload(settings, { name, bytes: before });
  if (objection !== undefined) {
    const { ApplicationError } = strapi.errors ?? require('@strapi/utils').errors;
    throw new ApplicationError(objection);
  }
  if (bytes.equals(before)) return;
  await writeFile(file.filepath, bytes);
  file.size = bytes.length;
}

module.exports = { gateUploads };

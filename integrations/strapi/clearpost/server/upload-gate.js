const { readFile, writeFile } = require('node:fs/promises');
const { extname } = require('node:path');
const { isPictureOrSound } = require('./media');
const { pageOf, textsOf } = require('./page');
const { findingForPeople, refusal } = require('./refusal');
const { check, masked } = require('./service');

const originals = new WeakMap();

/** Strapi's own upload service, without the gate before it. */
const originalOf = (strapi) => originals.get(strapi);

/** Uploads become their masked versions before Strapi stores them; what cannot be is not taken. A file has a public address at once. */
function gateUploads(strapi) {
  const service = strapi.plugin('upload').service('upload');
  const { upload, replace, updateFileInfo } = service;
  originals.set(strapi, { replace: replace.bind(service) });
  service.upload = async ({ data, files }, ...rest) => {
    const taken = [files].flat();
    const infos = [data?.fileInfo].flat();
    const masks = [];
    for (const [index, file] of taken.entries()) {
      await maskFile(strapi, file);
      masks.push(await maskNames(strapi, file, infos[index]));
    }
    const fileInfo = Array.isArray(data?.fileInfo) ? masks : masks[0];
    return upload.call(service, { data: { ...data, fileInfo }, files }, ...rest);
  };
  service.replace = async (id, { data, file }, ...rest) => {
    await maskFile(strapi, file);
    const fileInfo = await maskNames(strapi, file, data?.fileInfo);
    return replace.call(service, id, { data: { ...data, fileInfo }, file }, ...rest);
  };
  service.updateFileInfo = async (id, info, ...rest) =>
    updateFileInfo.call(service, id, await maskNames(strapi, {}, info), ...rest);
}

async function maskFile(strapi, file) {
  const settings = strapi.config.get('plugin::clearpost');
  const before = await readFile(file.filepath);
  if (isPictureOrSound(before)) return;
  const name = file.originalFilename ?? 'upload';
  const answer = await masked(settings, { name, bytes: before });
  if (answer.problem !== undefined) {
    if (answer.isAway && settings.failOpen) return;
    throw refusal(answer.isAway ? 'unreachable' : 'file');
  }
  if (answer.bytes.equals(before)) return;
  await writeFile(file.filepath, answer.bytes);
  file.size = answer.bytes.length;
  // A file that had to be converted is of another kind now, and is called so.
  const [kind, now] = [extname(name), extname(answer.name)];
  if (now === kind || now === '') return;
  file.originalFilename = `${name.slice(0, name.length - kind.length)}${now}`;
  file.mimetype = answer.type ?? file.mimetype;
  file.detectedMimeType = answer.type ?? file.detectedMimeType;
}

const TEXTS = ['name', 'alternativeText', 'caption'];

/** What is said of a file is published with it, and its name becomes its address. Gives the file's info, masked. */
async function maskNames(strapi, file, info) {
  const said = { ...info };
  const leaves = [
    {
      label: 'file',
      text: file.originalFilename,
      put: (text) => Object.assign(file, { originalFilename: text }),
    },
    ...TEXTS.map((key) => ({
      label: key,
      text: said[key],
      put: (text) => Object.assign(said, { [key]: text }),
    })),
  ]
    .filter(({ text }) => typeof text === 'string' && text.trim() !== '')
    .map((leaf, line) => ({ ...leaf, line, html: false }));
  if (leaves.length === 0) return info;
  const settings = strapi.config.get('plugin::clearpost');
  const checked = await check(settings, { contentId: 'strapi-upload', html: pageOf(leaves) });
  if (checked.decision === 'publish') return info;
  if (checked.decision === 'unreachable') {
    if (checked.isAway && settings.failOpen) return info;
    throw refusal('unreachable');
  }
  const texts = checked.decision === 'replace' ? textsOf(checked.html ?? '', leaves) : undefined;
  if (!texts) throw refusal('file', { findings: (checked.findings ?? []).map(findingForPeople) });
  // A star has no place in a file's name.
  for (const [index, { put, label }] of leaves.entries())
    put(label === 'file' || label === 'name' ? texts[index].replaceAll('*', 'x') : texts[index]);
  return said;
}

module.exports = { gateUploads, originalOf };

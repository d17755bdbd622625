const { mkdtemp, readFile, rm, writeFile } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { isPictureOrSound } = require('./media');
const { refusal } = require('./refusal');
const { fetchMasked } = require('./service');
const { originalOf } = require('./upload-gate');

/** The bytes of the documents that are published with an entry. Pictures and sound cannot be read and are not sent. */
async function attachmentsOf(strapi, files) {
  const once = [...new Map(files.map((file) => [file.id, file])).values()];
  const attached = await Promise.all(
    once.map(async (file) => ({ file, name: file.name, bytes: await bytesOf(strapi, file) })),
  );
  return attached.filter(({ bytes }) => !isPictureOrSound(bytes));
}

async function bytesOf(strapi, file) {
  try {
    // The name on disk is Strapi's own, made of a slug and random digits.
    if (file.provider === 'local')
      return await readFile(
        join(strapi.dirs.static.public, 'uploads', `${file.hash}${file.ext ?? ''}`),
      );
    const { url } = await strapi.plugin('upload').service('file').signFileUrls(file);
    const answer = await fetch(url);
    if (answer.ok) return Buffer.from(await answer.arrayBuffer());
  } catch {
    // Told below, without the reason: it may name the file.
  }
  throw refusal('attachment');
}

/** Puts masked files in place of the uploaded ones, at the same address; throws when one could not be, and nothing is published. */
async function replaceAttachments(strapi, attached, checked) {
  const settings = strapi.config.get('plugin::clearpost');
  for (const [index, { decision, name, href }] of checked.entries()) {
    if (decision !== 'replace') continue;
    const { file, name: before } = attached[index];
    const bytes = await fetchMasked(settings, href);
    // A name that had to change would live on in the file's address: it has to be uploaded anew.
    if (!bytes || name !== before) throw refusal('attachment');
    await replaceFile(strapi, file, bytes);
  }
}

async function replaceFile(strapi, { id, name, alternativeText, caption, mime }, bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'clearpost-'));
  try {
    const filepath = join(folder, 'masked');
    await writeFile(filepath, bytes, { mode: 0o600 });
    const file = { filepath, originalFilename: name, mimetype: mime, size: bytes.length };
    const data = { fileInfo: { name, alternativeText, caption } };
    await originalOf(strapi).replace(id, { data, file });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

module.exports = { attachmentsOf, replaceAttachments };

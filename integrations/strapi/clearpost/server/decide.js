const { attachmentsOf, replaceAttachments } = require('./attachments');
const { pageOf, textsOf } = require('./page');
const { findingForPeople, refusal, reviewLinks } = require('./refusal');
const { check } = require('./service');
const { wishesOf } = require('./wishes');

/** The texts that may be published, one for each leaf: as they are or masked. Throws what their author is told otherwise. */
async function decide(strapi, contentId, leaves, files) {
  const settings = strapi.config.get('plugin::clearpost');
  const wishes = wishesOf(strapi);
  const texts = leaves.map(({ text }) => text);
  const attached = await attachmentsOf(strapi, files);
  if (leaves.length === 0 && attached.length === 0) return texts;
  const checked = await check(settings, {
    contentId,
    html: pageOf(leaves),
    attachments: attached.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
    ...(wishes.override && { override: wishes.override }),
  });
  const particulars = {
    hash: checked.contentHash,
    findings: (checked.findings ?? []).slice(0, 50).map(findingForPeople),
    review: reviewLinks(settings, checked),
    mayOverride: wishes.mayOverride,
  };
  if (checked.decision === 'publish') return texts;
  if (checked.decision === 'unreachable') {
    if (checked.isAway && settings.failOpen) return texts;
    throw refusal('unreachable');
  }
  if (checked.decision === 'pending') throw refusal('pending');
  if (checked.decision !== 'replace') throw refusal('held', particulars);
  const masked = textsOf(checked.html ?? '', leaves);
  // Where a mask does not fit, the author has to change the field.
  const fits = masked?.every((text, index) => text === texts[index] || !leaves[index].fixed);
  if (!fits) throw refusal('held', particulars);
  if (settings.replace !== 'auto' && !wishes.accepted.includes(checked.contentHash))
    throw refusal('replace', particulars);
  await replaceAttachments(strapi, attached, checked.attachments);
  return masked;
}

module.exports = { decide };

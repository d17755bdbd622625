const { errors } = require('@strapi/utils');

const MESSAGES = {
  replace:
    '含有个人信息，尚未发布。可改用脱敏版 · personal information, nothing was published; a masked version is ready',
  held: '含有需要人工核对的内容，尚未发布 · a person must look at this, nothing was published',
  pending: '检查还在进行，请稍后再发布 · still being checked, publish again in a moment',
  unreachable:
    '检查服务没有给出结论，先不发布 · the check gave no decision, so nothing is published',
  attachment:
    '附件取不到或换不了，先不发布 · an attachment could not be read or replaced, nothing was published',
  file: '文件含个人信息或无法核实，未收下 · the file holds personal information or cannot be proven safe; it was not taken',
};

/** What its author is told. The message says it all for whoever sees nothing else; the admin panel shows the particulars. */
function refusal(code, particulars = {}) {
  const { findings = [] } = particulars;
  const listed = findings.slice(0, 10).map(({ name, masked }) => `${name} ${masked}`.trim());
  const message = [MESSAGES[code], listed.join('；')].filter(Boolean).join('：');
  return new errors.ApplicationError(message, { clearpost: { code, ...particulars, findings } });
}

/** Only what a person needs: what, where, and what stands there instead. There is no value in it to begin with. */
const findingForPeople = ({ label, type, name, location, masked }) => ({
  name: label ?? name?.zh ?? type ?? '',
  where: [location?.part, location?.address].filter(Boolean).join(' '),
  masked: masked ?? '',
});

/** Where people decide about what was held: the page and each attachment. */
function reviewLinks(settings, checked) {
  const ids = [
    checked.report?.href,
    ...(checked.attachments ?? []).map(({ redaction }) => redaction),
  ]
    .map((href) => /^\/v1\/redactions\/([0-9a-f-]{36})/.exec(href ?? '')?.[1])
    .filter(Boolean);
  return ids.map((id) => new URL(`/#${id}`, settings.pageUrl || settings.url).href);
}

module.exports = { refusal, findingForPeople, reviewLinks };

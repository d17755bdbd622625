/** What the service says, or why it could not. Never throws: an absent answer is the caller's to weigh. */
async function ask(settings, path, request) {
  try {
    const answer = await fetch(new URL(path, settings.url), {
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${settings.key}` },
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    return answer;
  } catch {
    return undefined;
  }
}

const AWAY = '检查服务没有应答，先不发布 · the check did not answer, so nothing is published';

/** Publish it? `undefined` when it may be; else what to tell the author. */
async function objectionTo(settings, { contentId, title, html }) {
  const answer = await ask(settings, '/v1/publish-checks', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ contentId, title, html, policy: settings.policy }),
  });
  const checked = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  if (checked?.decision === 'publish') return undefined;
  if (checked === undefined) return settings.failOpen ? undefined : AWAY;
  if (checked.decision === 'pending')
    return '检查还在进行，请稍后再发布 · still being checked, publish again in a moment';
  return `含个人信息，先不发布 · personal information, not published: ${listed(checked.findings)}`;
}

/** Labels and masked forms; a report holds no value. */
const listed = (findings = []) =>
  findings
    .slice(0, 10)
    .map(({ label, type, masked }) => `${label ?? type} ${masked ?? ''}`.trim())
    .join('；') || '须人工核对 · a person must look';

/** The bytes to keep instead of an uploaded file, or an objection. */
async function maskedUpload(settings, { name, bytes }) {
  const body = new FormData();
  body.append('policy', settings.policy);
  body.append('file', new Blob([bytes]), name);
  const headers = { accept: 'application/octet-stream' };
  const answer = await ask(settings, '/v1/redactions', { method: 'POST', headers, body });
  if (answer?.status === 200) return { bytes: Buffer.from(await answer.arrayBuffer()) };
  // What it cannot read at all (a picture, a film) is not its to judge; everything else is held.
  if (answer?.status === 415) return { bytes };
  if (answer === undefined || answer.status >= 500)
    return settings.failOpen ? { bytes } : { objection: AWAY };
  return {
    objection:
      '文件含个人信息或无法核实 · the file holds personal information or cannot be proven safe',
  };
}

module.exports = { objectionTo, maskedUpload };

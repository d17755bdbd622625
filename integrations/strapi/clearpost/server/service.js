/** No gateway behind it, busy, too slow. Any other failure may be the document's doing. */
const AWAY = new Set([502, 503, 504]);

/** What the service says. `isAway` when it did not answer: that is the caller's to weigh, unlike an answer that refuses. */
async function ask(settings, path, request = {}) {
  try {
    const answer = await fetch(new URL(path, settings.url), {
      ...request,
      redirect: 'error',
      headers: { ...request.headers, authorization: `Bearer ${settings.key}` },
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    return { answer, isAway: AWAY.has(answer.status) };
  } catch {
    return { isAway: true };
  }
}

/** The decision about a page and its attachments, or `{ decision: 'unreachable', isAway }`. Never throws. */
async function check(settings, draft) {
  const { answer, isAway } = await ask(settings, '/v1/publish-checks', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: '', policy: settings.policy, ...draft }),
  });
  const checked = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  return checked?.decision ? checked : { decision: 'unreachable', isAway };
}

/** A file as it may be stored: `{ bytes, name, type }`, or `{ problem }` with the status that stands for it. */
async function masked(settings, { name, bytes }) {
  const body = new FormData();
  body.append('policy', settings.policy);
  body.append('file', new Blob([bytes]), name);
  const headers = { accept: 'application/octet-stream' };
  const { answer, isAway } = await ask(settings, '/v1/redactions', {
    method: 'POST',
    headers,
    body,
  });
  if (answer?.status !== 200) return { isAway, problem: answer?.status ?? 503 };
  return {
    bytes: Buffer.from(await answer.arrayBuffer()),
    name: nameIn(answer.headers.get('content-disposition')) ?? name,
    type: answer.headers.get('content-type'),
  };
}

const nameIn = (disposition) => {
  const [, encoded] = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition ?? '') ?? [];
  const [, plain] = /filename="?([^";]+)"?/i.exec(disposition ?? '') ?? [];
  return encoded ? decodeURIComponent(encoded) : plain;
};

/** The masked file that an answer points to; undefined when it could not be had whole. */
async function fetchMasked(settings, href) {
  if (!/^\/v1\/redactions\/[0-9a-f-]{36}\/document$/.test(href)) return undefined;
  const { answer } = await ask(settings, href);
  return answer?.status === 200 ? Buffer.from(await answer.arrayBuffer()) : undefined;
}

module.exports = { check, masked, fetchMasked };

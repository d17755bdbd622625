import { showHeld } from './held-dialog.mjs';

const ACCEPT = 'clearpost-accept';

/** Every request of the admin panel goes through `fetch`: what the gate answers is shown, and repeated as its author decides. */
function listen() {
  const fetchPlain = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const response = await fetchPlain(input, init);
    const held = response.ok ? undefined : await heldIn(response.clone());
    if (held) showHeld(held, (wishes) => repeat(fetchPlain, input, init, held, wishes));
    return response;
  };
}

async function heldIn(response) {
  const answer = await response.json().catch(() => undefined);
  const held = answer?.error?.details?.clearpost;
  return held && { ...held, message: answer.error.message };
}

/** The same request with what its author wishes; several drafts published at once may each ask. */
async function repeat(fetchPlain, input, init, held, wishes) {
  const headers = new Headers(init?.headers);
  if (wishes.accept)
    headers.set(ACCEPT, [headers.get(ACCEPT), held.hash].filter(Boolean).join(','));
  if (wishes.ground) {
    headers.set('clearpost-ground', wishes.ground);
    headers.set('clearpost-reason', encodeURIComponent(wishes.reason));
  }
  const next = { ...init, headers, signal: undefined };
  const response = await fetchPlain(input, next);
  if (!response.ok) {
    const again = await heldIn(response.clone());
    if (again) showHeld(again, (more) => repeat(fetchPlain, input, next, again, more));
    return;
  }
  const answer = await response.json().catch(() => undefined);
  showPublished(answer?.data?.documentId);
}

/** The text is another one now: the panel starts anew from what was published, and its question may not keep the old text. */
function showPublished(documentId) {
  window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), {
    capture: true,
  });
  const { pathname } = window.location;
  if (documentId && pathname.endsWith('/create'))
    window.location.assign(pathname.replace(/create$/, documentId));
  else window.location.reload();
}

export default {
  register(app) {
    app.registerPlugin({ id: 'clearpost', name: 'Clearpost' });
  },
  bootstrap: listen,
};

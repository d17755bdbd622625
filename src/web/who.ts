// Who is signed in, where people sign in at all.
import { element, english } from './element.ts';

interface Who {
  readonly name: string | null;
  readonly signIn: string | null;
}

/**
 * Fills the line with the person's name and a way out, or with the way in; leaves it hidden without
 * sign-in. Gives the way in, back to this very page, where somebody can sign in and has not.
 */
export async function showWho(line: HTMLElement): Promise<string | undefined> {
  const answer = await fetch('/auth/who').catch(() => null);
  if (!answer?.ok) return undefined;
  const { name, signIn } = (await answer.json()) as Who;
  if (signIn === null) return undefined;
  line.hidden = false;
  if (name === null) {
    const href = `${signIn}?to=${encodeURIComponent(location.pathname + location.hash)}`;
    line.replaceChildren(element('a', { href }, '登录', english('Sign in')));
    return href;
  }
  const out = element('button', { type: 'button' }, '退出', english('Sign out'));
  out.addEventListener('click', signOut);
  line.replaceChildren(`${name} `, out);
  return undefined;
}

async function signOut(): Promise<void> {
  const answer = await fetch('/auth/sign-out', { method: 'POST' });
  const { next } = (await answer.json()) as { next?: string };
  location.assign(next ?? '/');
}

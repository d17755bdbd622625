// Who is signed in, where people sign in at all.
import { element, english } from './element.ts';

interface Who {
  readonly name: string | null;
  readonly signIn: string | null;
}

/** Fills the line with the person's name and a way out, or with the way in; leaves it hidden without sign-in. */
export async function showWho(line: HTMLElement): Promise<void> {
  const answer = await fetch('/auth/who').catch(() => null);
  if (!answer?.ok) return;
  const { name, signIn } = (await answer.json()) as Who;
  if (signIn === null) return;
  line.hidden = false;
  if (name === null) {
    const way = element('a', { href: signIn }, '登录', english('Sign in'));
    line.replaceChildren(way);
    return;
  }
  const out = element('button', { type: 'button' }, '退出', english('Sign out'));
  out.addEventListener('click', signOut);
  line.replaceChildren(`${name} `, out);
}

async function signOut(): Promise<void> {
  const answer = await fetch('/auth/sign-out', { method: 'POST' });
  const { next } = (await answer.json()) as { next?: string };
  location.assign(next ?? '/');
}

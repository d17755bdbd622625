import type { Passage } from './flow.ts';
import { DELETED, filtered, HIDDEN, INSERTED } from './run.ts';

/**
 * A passage as its readers may see it: as it stands, with its revisions taken back, and with all that
 * is hidden. A number can be whole in any one of them.
 */
export function viewsOf(passage: Passage): readonly Passage[] {
  const { anchored } = passage;
  const flags = anchored.flags.reduce((all, flag) => all | flag, 0);
  if ((flags & (DELETED | HIDDEN | INSERTED)) === 0) return [passage];
  const current = {
    ...passage,
    anchored: filtered(anchored, (flag) => !(flag & (DELETED | HIDDEN))),
  };
  const others: Passage[] = [];
  if (flags & (DELETED | INSERTED))
    others.push(
      aside(passage, 'tracked-change', (flag) => !(flag & (INSERTED | HIDDEN))),
      aside(passage, 'tracked-change', () => true),
    );
  if (flags & HIDDEN) others.push(aside(passage, 'hidden', (flag) => !(flag & DELETED)));
  const seen = new Set(['', current.anchored.text]);
  const fresh = others.filter(({ anchored: { text } }) => !seen.has(text) && seen.add(text));
  return [...(current.anchored.text === '' ? [] : [current]), ...fresh];
}

function aside(
  { anchored, location }: Passage,
  channel: 'tracked-change' | 'hidden',
  keeps: (flags: number) => boolean,
): Passage {
  return { anchored: filtered(anchored, keeps), location: { ...location, channel } };
}

import { element, english } from './element.ts';
import type { Held } from './review-service.ts';

/** The drafts that wait for a person, each a link that opens it. */
export function heldList(drafts: readonly Held[]): HTMLElement {
  const time = (text: string) => new Date(text).toLocaleString('zh-CN');
  return element(
    'section',
    { class: 'card', id: 'held', 'aria-labelledby': 'held-title' },
    element(
      'h2',
      { id: 'held-title' },
      `待复核 ${drafts.length} 份`,
      english('Waiting for review'),
    ),
    element(
      'ul',
      {},
      ...drafts.map(({ id, name, createdAt, findings, blindSpots, until }) =>
        element(
          'li',
          {},
          element('a', { href: `#${id}` }, name),
          element(
            'span',
            { class: 'quiet' },
            ` ${time(createdAt)} · 待定 ${findings} 处${blindSpots > 0 ? `，读不到 ${blindSpots} 处` : ''} · `,
            until === null ? '原稿已销毁，须重新提交' : `原稿保留到 ${time(until)}`,
            english(
              until === null ? 'draft gone: hand it in again' : 'the draft is kept until then',
            ),
          ),
        ),
      ),
    ),
  );
}

import type { Channel } from '../../core/segment.ts';

/** What an attribute holds, and so how it is read. */
export type AttributeKind = 'page' | 'script' | 'style' | 'address' | 'text';

const ADDRESSES =
  /^(?:.*:)?(?:href|src|action|formaction|data|cite|poster|background|longdesc|srcset|codebase|ping)$/;
const FORM = new Set(['input', 'button', 'option', 'textarea', 'select', 'optgroup', 'output']);

export function attributeKind(name: string, value: string): AttributeKind {
  if (name === 'srcdoc') return 'page';
  if (name === 'style') return 'style';
  if (/^on./.test(name) || /^\s*javascript:/i.test(value)) return 'script';
  return ADDRESSES.test(name) ? 'address' : 'text';
}

/** Where a person would say that the attribute stands. */
export function attributeChannel(tag: string, kind: AttributeKind): Channel {
  if (kind === 'script') return 'script';
  if (kind === 'address') return 'link';
  if (FORM.has(tag)) return 'form';
  return tag === 'meta' ? 'metadata' : 'hidden';
}

const TECHNICAL = new Set(
  (
    'align bgcolor border bordercolor cellpadding cellspacing charset class color colspan dir face ' +
    'frameborder height hspace lang link media method nowrap rel rowspan rules scope shape size ' +
    'span style tabindex target text type valign vlink vspace width xml:lang'
  ).split(' '),
);
const ONLY_LOOKS = /^[ -~]*$/;
const FOUR_DIGITS = /[0-9](?:[^0-9]?[0-9]){4}/;

/** An attribute that only tells how things look, and whose value could not be a number of a person. */
export const isTechnical = (name: string, value: string): boolean =>
  TECHNICAL.has(name) &&
  ONLY_LOOKS.test(value) &&
  !FOUR_DIGITS.test(value) &&
  !/\\|url\(/.test(value);

import { element, english } from './element.ts';

/** Fetches a picture; undefined when there is none at that address. */
export type FetchPicture = (href: string) => Promise<Blob | undefined>;

/** The pages of the masked file, one at a time. Stays hidden for a format that has no pages. */
export function pagePreview(redactionId: string, fetchPicture: FetchPicture): HTMLElement {
  const figure = element('figure', { class: 'preview', id: 'preview' });
  const picture = element('img', { alt: '' });
  const caption = element('span', { role: 'status' });
  const back = turner('preview-back', '上一页', 'Previous');
  const on = turner('preview-on', '下一页', 'Next');
  figure.hidden = true;
  figure.append(element('figcaption', {}, back, caption, on), picture);
  let shown = 0;
  const show = async (page: number): Promise<void> => {
    back.disabled = true;
    on.disabled = true;
    const blob = page < 1 ? undefined : await fetchPicture(hrefOf(redactionId, page));
    if (blob) {
      const old = picture.src;
      picture.src = URL.createObjectURL(blob);
      if (old) URL.revokeObjectURL(old);
      picture.alt = `遮盖后的第 ${page} 页 · page ${page}, masked`;
      caption.replaceChildren(`第 ${page} 页 `, english(`Page ${page}`));
      figure.hidden = false;
      shown = page;
    }
    back.disabled = shown <= 1;
    on.disabled = !blob && page > shown;
  };
  back.addEventListener('click', () => show(shown - 1));
  on.addEventListener('click', () => show(shown + 1));
  void show(1);
  return figure;
}

const hrefOf = (id: string, page: number): string => `/v1/redactions/${id}/pages/${page}`;

function turner(id: string, zh: string, en: string): HTMLButtonElement {
  const button = element('button', { type: 'button', id, class: 'button' });
  button.append(zh, english(en));
  return button;
}

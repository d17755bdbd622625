const GROUNDS = {
  consent: '本人同意 · consent',
  'legal-duty': '法定公开义务 · legal duty',
  'not-personal': '不是个人信息 · not personal',
};

const STYLE = `
#clearpost-held { margin: auto; max-width: 44rem; border: 0; border-radius: 8px; padding: 24px; font-size: 14px; line-height: 1.6; color: #32324d; background: #fff; }
#clearpost-held::backdrop { background: rgb(33 33 52 / 0.4); }
#clearpost-held h2 { font-weight: 700; font-size: 18px; margin-bottom: 8px; }
#clearpost-held table { width: 100%; margin: 12px 0; border-collapse: collapse; }
#clearpost-held :is(th, td) { text-align: left; padding: 4px 8px; border-bottom: 1px solid #dcdce4; }
#clearpost-held a { color: #271fe0; text-decoration: underline; }
#clearpost-held button { padding: 8px 16px; margin: 12px 8px 0 0; border-radius: 4px; border: 1px solid #4945ff; color: #4945ff; background: #fff; cursor: pointer; }
#clearpost-held button.primary { color: #fff; background: #4945ff; }
#clearpost-held button:disabled { opacity: 0.5; }
#clearpost-held :is(select, textarea) { display: block; width: 100%; margin: 8px 0; padding: 8px; border: 1px solid #dcdce4; border-radius: 4px; }
#clearpost-held details { margin-top: 16px; }
`;

/** Shows why something was held and what can be done about it. `send` repeats the request with its author's wishes. */
export function showHeld(held, send) {
  document.getElementById('clearpost-held')?.remove();
  const dialog = element('dialog', { id: 'clearpost-held' }, [
    element('style', {}, [STYLE]),
    element('h2', {}, ['Clearpost']),
    element('p', {}, [held.message.split('：')[0]]),
    ...findingsOf(held),
    ...linksOf(held),
  ]);
  const act = (wishes) => {
    for (const button of dialog.querySelectorAll('button')) button.disabled = true;
    close();
    void send(wishes);
  };
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  if (held.code === 'replace') {
    const accept = element('button', { type: 'button', className: 'primary' }, [
      '改用脱敏版并发布 · Publish the masked version',
    ]);
    accept.addEventListener('click', () => act({ accept: true }));
    dialog.append(accept);
  }
  const cancel = element('button', { type: 'button' }, ['返回修改 · Back']);
  cancel.addEventListener('click', close);
  dialog.append(cancel);
  if (held.mayOverride && held.hash) dialog.append(overrideOf(act));
  document.body.append(dialog);
  dialog.showModal();
}

function findingsOf({ findings }) {
  if (findings.length === 0) return [];
  const row = (tag, texts) =>
    element(
      'tr',
      {},
      texts.map((text) => element(tag, {}, [text])),
    );
  return [
    element('table', {}, [
      row('th', ['类型 · What', '位置 · Where', '脱敏后 · Masked']),
      ...findings.map(({ name, where, masked }) => row('td', [name, where, masked])),
    ]),
  ];
}

const linksOf = ({ review = [] }) =>
  review.map((href) =>
    element('p', {}, [
      element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, [
        '到复核页处理 · Open the review page',
      ]),
    ]),
  );

function overrideOf(act) {
  const ground = element(
    'select',
    { name: 'ground', ariaLabel: '依据 · Ground' },
    Object.entries(GROUNDS).map(([value, label]) => element('option', { value }, [label])),
  );
  const reason = element('textarea', { name: 'reason', placeholder: '理由 · Reason' }, []);
  const button = element('button', { type: 'button', disabled: true }, [
    '原样发布 · Publish as it is',
  ]);
  reason.addEventListener('input', () => {
    button.disabled = reason.value.trim() === '';
  });
  button.addEventListener('click', () => act({ ground: ground.value, reason: reason.value }));
  return element('details', {}, [
    element('summary', {}, ['仍要原样发布（需说明理由，会留存） · Publish as it is']),
    ground,
    reason,
    button,
  ]);
}

function element(tag, properties, children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

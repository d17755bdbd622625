// The block editor's side of the gate: shows why a post was held, and what can be done about it.
{
  const { apiFetch, components, data, element, plugins } = window.wp;
  const { mayOverride, grounds } = window.clearpost;
  const { createElement: el, useState, useEffect } = element;
  const { Button, Modal, SelectControl, TextareaControl } = components;
  const HELD = ['clearpost_replace', 'clearpost_held', 'clearpost_unreachable'];
  const heard = new Set();

  // Every save goes through apiFetch; what the gate answers is passed on to the panel as well.
  apiFetch.use((options, next) =>
    next(options).catch((error) => {
      if (HELD.includes(error?.code)) for (const listener of heard) listener(error);
      throw error;
    }),
  );

  async function save(fields) {
    const editor = data.select('core/editor');
    const type = data.select('core').getPostType(editor.getCurrentPostType());
    await apiFetch({
      path: `/wp/v2/${type.rest_base}/${editor.getCurrentPostId()}`,
      method: 'POST',
      data: {
        status: 'publish',
        title: editor.getEditedPostAttribute('title'),
        excerpt: editor.getEditedPostAttribute('excerpt'),
        content: editor.getEditedPostContent(),
        ...fields,
      },
    });
    // The text is another one now: the editor starts anew from what was published.
    // There is nothing unsaved, though the editor does not know it: its question may not keep the old text.
    window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), {
      capture: true,
    });
    window.location.assign(`post.php?post=${editor.getCurrentPostId()}&action=edit`);
  }

  function Findings({ findings }) {
    if (findings.length === 0) return null;
    const cells = (tag, values) => values.map((value, index) => el(tag, { key: index }, value));
    return el(
      'table',
      { className: 'widefat striped' },
      el(
        'thead',
        null,
        el('tr', null, cells('th', ['类型 · What', '位置 · Where', '脱敏后 · Masked'])),
      ),
      el(
        'tbody',
        null,
        findings.map(({ name, where, masked }, index) =>
          el('tr', { key: index }, cells('td', [name, where, masked])),
        ),
      ),
    );
  }

  function Override({ busy, send }) {
    const [reason, setReason] = useState('');
    const [ground, setGround] = useState('consent');
    return el(
      'details',
      { style: { marginTop: '1em' } },
      el('summary', null, '仍要原样发布（需说明理由，会留存） · Publish as it is'),
      el(SelectControl, {
        label: '依据 · Ground',
        value: ground,
        options: Object.entries(grounds).map(([value, label]) => ({ value, label })),
        onChange: setGround,
      }),
      el(TextareaControl, { label: '理由 · Reason', value: reason, onChange: setReason }),
      el(
        Button,
        {
          variant: 'secondary',
          isDestructive: true,
          disabled: busy || reason.trim() === '',
          onClick: () => send({ clearpost_reason: reason, clearpost_ground: ground }),
        },
        '原样发布 · Publish as it is',
      ),
    );
  }

  function Panel() {
    const [held, setHeld] = useState(null);
    const [busy, setBusy] = useState(false);
    useEffect(() => {
      heard.add(setHeld);
      return () => heard.delete(setHeld);
    }, []);
    if (!held) return null;
    const send = (fields) => {
      setBusy(true);
      save(fields).catch(() => setBusy(false));
    };
    return el(
      Modal,
      { title: 'Clearpost', className: 'clearpost-panel', onRequestClose: () => setHeld(null) },
      el('p', null, held.message),
      el(Findings, { findings: held.data?.findings ?? [] }),
      (held.data?.review ?? []).map((href) =>
        el(
          'p',
          { key: href },
          el(
            'a',
            { className: 'clearpost-review', href, target: '_blank', rel: 'noopener' },
            '到复核页处理 · Open the review page',
          ),
        ),
      ),
      held.code === 'clearpost_replace' &&
        el(
          Button,
          {
            variant: 'primary',
            isBusy: busy,
            disabled: busy,
            style: { marginTop: '1em' },
            onClick: () => send({ clearpost_accept: held.data.hash }),
          },
          '改用脱敏版并发布 · Publish the masked version',
        ),
      mayOverride && held.code !== 'clearpost_unreachable' && el(Override, { busy, send }),
    );
  }

  plugins.registerPlugin('clearpost', { render: Panel });
}

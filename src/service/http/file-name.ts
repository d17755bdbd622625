const MAX_CHARACTERS = 120;

// Path separators, what Windows forbids, controls, and characters that turn or hide what follows them.
const UNSAFE = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A file name as sent, made fit to be shown, sent in a header and written to a disk. */
export function safeFileName(sent: string | undefined): string {
  const last = (sent ?? '').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(UNSAFE, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  if (plain === '') return 'document';
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 ? plain.slice(dot).slice(0, 16) : '';
  const stem = dot > 0 ? plain.slice(0, dot) : plain;
  return [...stem].slice(0, MAX_CHARACTERS).join('') + extension;
}

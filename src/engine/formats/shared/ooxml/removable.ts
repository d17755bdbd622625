import type { Removal } from '../../../core/document.ts';
import type { Channel } from '../../../core/segment.ts';
import type { Package, Relationship } from './package.ts';

/** A part that goes, with everything only it leads to. */
export interface Removable {
  readonly part: string;
  readonly what: Removal['what'];
  readonly when: Removal['when'];
  readonly channel: Channel;
  /** What its user calls it. */
  readonly label: string;
}

type Kind = Omit<Removable, 'part'>;

const macro: Kind = { what: 'macro', when: 'always', channel: 'script', label: '宏' };
const signature: Kind = {
  what: 'signature',
  when: 'on-rewrite',
  channel: 'metadata',
  label: '数字签名',
};
const mailMerge: Kind = {
  what: 'mail-merge',
  when: 'on-rewrite',
  channel: 'hidden',
  label: '邮件合并数据',
};

/** By kind of relationship. Packed content that text could hide in goes always, the rest along with a rewrite. */
const KINDS: Readonly<Record<string, Kind>> = {
  vbaProject: macro,
  wordVbaData: macro,
  attachedToolbars: { ...macro, label: '自定义工具栏' },
  keyMapCustomizations: { ...macro, when: 'on-rewrite', label: '快捷键' },
  origin: signature,
  signature,
  certificate: signature,
  thumbnail: {
    what: 'thumbnail',
    when: 'on-rewrite',
    channel: 'image',
    label: '缩略图',
  },
  printerSettings: {
    what: 'printer-settings',
    when: 'on-rewrite',
    channel: 'metadata',
    label: '打印机设置',
  },
  recipientData: mailMerge,
  mailMergeSource: mailMerge,
};

/** Every part that cannot be masked in place and may be taken out. */
export function removables(pack: Package): Removable[] {
  const direct = pack.relationships.flatMap(({ kind, target, source }): Removable[] => {
    if (target === undefined || !pack.zip.entry(target)) return [];
    const found = KINDS[kind] ?? (isControlState(kind, source) ? controlState : undefined);
    return found ? [{ ...found, part: target }] : [];
  });
  const controls = direct
    .filter(({ what, label }) => what === 'embedded-object' && label === controlState.label)
    .flatMap(({ part }) => ownersOf(part, pack.relationships))
    .map((part): Removable => ({ ...controlState, part }));
  return uniqueByPart([...direct, ...controls]);
}

const controlState: Kind = {
  what: 'embedded-object',
  when: 'always',
  channel: 'form',
  label: 'ActiveX 控件',
};

const isControlState = (kind: string, source: string) =>
  kind === 'activeXControlBinary' || (kind === 'control' && source.includes('activeX/'));

/** The control whose state goes is nothing without it. */
const ownersOf = (part: string, relationships: readonly Relationship[]): string[] =>
  relationships
    .filter(({ target, source }) => target === part && source !== '')
    .map(({ source }) => source);

const uniqueByPart = (all: readonly Removable[]): Removable[] => [
  ...new Map(all.map((one) => [one.part, one])).values(),
];

import { OWN_KINDS } from '../../../engine/report/own-kinds.ts';
import type { Bilingual } from '../../../engine/report/report.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** Names of finding types for people; of one that rules no longer know, its id. */
export async function namesOf({
  catalog,
}: Pick<Sandbox, 'catalog'>): Promise<(type: string) => Bilingual> {
  const names = new Map((await catalog).rules.map(({ id, name }) => [id, name]));
  return (type) => names.get(type) ?? OWN_KINDS[type]?.name ?? { zh: type, en: type };
}

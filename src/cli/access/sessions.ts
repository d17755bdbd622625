import { whoMayEnter } from '../../service/who-may-enter.ts';
import type { SessionsWish } from './wish.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Lists who is signed in, or ends sessions; exit code 1 when there was none to end. */
export async function runSessions(wish: SessionsWish): Promise<number> {
  const door = whoMayEnter(process.env, 'command-line');
  if (wish.what === 'end') {
    const { whose } = wish;
    const person = whose.startsWith('person:') ? whose : `person:${whose}`;
    const count = await door.endSessions(UUID.test(whose) ? { id: whose } : { person });
    process.stdout.write(`已结束 ${count} 个会话 · ${count} sessions ended\n`);
    return count > 0 ? 0 : 1;
  }
  for (const session of await door.sessions()) {
    const { id, person, scopes, createdAt, expiresAt } = session;
    const times = `${createdAt.toISOString()} – ${expiresAt.toISOString()}`;
    const line = [id, person, scopes.join('+'), times].join('  ');
    process.stdout.write(`${wish.json ? JSON.stringify(session) : line}\n`);
  }
  return 0;
}

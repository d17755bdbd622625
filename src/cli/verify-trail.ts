import { auditCheck } from '../service/audit-trail.ts';
import { UsageError } from './arguments.ts';

const WHY = {
  gap: '缺少一条 · an event is missing',
  changed: '内容被改动 · an event was changed',
  unlinked: '顺序被改动 · events were reordered',
  cut: '末尾被截去 · the end was cut off',
} as const;

/** Prints whether the audit trail is whole; exit code 0 when it is, 1 when it is not. */
export async function verifyTrail(head: string | undefined): Promise<number> {
  const result = await auditCheck(process.env, head === undefined ? undefined : headOf(head));
  if (!result.ok) {
    process.stdout.write(`✗ 第 ${result.seq} 条 · event ${result.seq}: ${WHY[result.why]}\n`);
    return 1;
  }
  const { events, head: last } = result;
  process.stdout.write(
    `✓ ${events} 条记录完整 · ${events} events, unbroken\n  --head ${last.seq}:${last.hash}\n`,
  );
  return 0;
}

function headOf(text: string): { seq: number; hash: string } {
  const [, seq, hash] = /^(\d+):(.+)$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new UsageError('--head 应为 序号:摘要 · --head takes seq:hash');
  return { seq: Number(seq), hash };
}

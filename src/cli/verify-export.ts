import { auditFileCheck } from '../service/audit-trail.ts';

const WHY = {
  format: '不是审计导出 · not an audit export',
  gap: '缺少记录 · events are missing',
  unlinked: '记录前后不连 · events do not follow one another',
  signature:
    '签名不符：内容被改动，或不是这把公钥签的 · the signature does not fit: changed, or signed by another key',
} as const;

/** Prints whether an exported trail is whole and who signed it; no database and no secret is needed. */
export async function verifyExport(file: string, key: string | undefined): Promise<number> {
  const result = await auditFileCheck(file, key);
  if (!result.ok) {
    process.stdout.write(`✗ 第 ${result.line} 行 · line ${result.line}: ${WHY[result.why]}\n`);
    return 1;
  }
  const { events, head, publicKey } = result;
  process.stdout.write(
    `✓ ${events} 条记录完整 · ${events} events, unbroken\n  --head ${head.seq}:${head.hash}\n` +
      `  签名公钥（与单位交付的核对） · signed by (compare with what the office handed over): ${publicKey}\n`,
  );
  return 0;
}

import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a hand-made archive; what is given wrongly is written wrongly. */
export interface Member {
  readonly name: string;
  readonly content: Buffer;
  readonly localName?: string;
  readonly stored?: boolean;
  readonly packed?: Buffer;
  readonly size?: number;
  readonly crc?: number;
  readonly method?: number;
  readonly flags?: number;
  readonly descriptor?: boolean;
  readonly zip64?: boolean;
  readonly comment?: string;
  /** Extra fields, in the entry and in the directory. */
  readonly extra?: Buffer;
  /** Bytes between this entry and the next. */
  readonly gap?: string;
}

/** A ZIP written byte by byte. */
export function zipOf(members: readonly Member[], comment = ''): Buffer {
  const chunks: Buffer[] = [];
  const records: Buffer[] = [];
  let at = 0;
  const push = (...more: Buffer[]) => {
    for (const chunk of more) {
      chunks.push(chunk);
      at += chunk.length;
    }
  };
  for (const member of members) {
    const facts = factsOf(member);
    records.push(recordOf(member, facts, at));
    push(localOf(member, facts), facts.packed);
    if (member.descriptor) push(descriptorOf(facts));
    push(Buffer.from(member.gap ?? ''));
  }
  const start = at;
  push(...records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(at - start, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  push(end, Buffer.from(comment));
  return Buffer.concat(chunks);
}

function factsOf({ content, stored, packed, size, crc, method, flags, descriptor }: Member) {
  return {
    packed: packed ?? (stored ? content : deflateRawSync(content)),
    size: size ?? content.length,
    crc: crc ?? crc32(content),
    method: method ?? (stored ? 0 : 8),
    flags: (flags ?? 0x800) | (descriptor ? 8 : 0),
  };
}

type Facts = ReturnType<typeof factsOf>;

function localOf(member: Member, { flags, method, crc, packed, size }: Facts): Buffer {
  const name = Buffer.from(member.localName ?? member.name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(method, 8);
  if (!member.descriptor) {
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
  }
  local.writeUInt16LE(name.length, 26);
  local.writeUInt16LE(member.extra?.length ?? 0, 28);
  return Buffer.concat([local, name, member.extra ?? Buffer.alloc(0)]);
}

function descriptorOf({ crc, packed, size }: Facts): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeUInt32LE(packed.length, 8);
  descriptor.writeUInt32LE(size, 12);
  return descriptor;
}

function recordOf(member: Member, { flags, method, crc, packed, size }: Facts, at: number): Buffer {
  const name = Buffer.from(member.name);
  const comment = Buffer.from(member.comment ?? '');
  const extra = member.zip64 ? zip64Of(size, packed.length, at) : (member.extra ?? Buffer.alloc(0));
  const wide = (value: number) => (member.zip64 ? 0xffffffff : value);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(wide(packed.length), 20);
  record.writeUInt32LE(wide(size), 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt16LE(comment.length, 32);
  record.writeUInt32LE(wide(at), 42);
  return Buffer.concat([record, name, extra, comment]);
}

function zip64Of(size: number, packed: number, at: number): Buffer {
  const field = Buffer.alloc(28);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(24, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(packed), 12);
  field.writeBigUInt64LE(BigInt(at), 20);
  return field;
}

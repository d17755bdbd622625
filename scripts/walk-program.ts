// node scripts/walk-program.ts – writes src/engine/text/walk/program.ts anew from walk.wat.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import startWabt from 'wabt';

const folder = join(import.meta.dirname, '../src/engine/text/walk');

/** The source of `program.ts`. */
export async function walkProgram(): Promise<string> {
  const wabt = await startWabt();
  const source = wabt.parseWat('walk.wat', readFileSync(join(folder, 'walk.wat'), 'utf8'));
  source.validate();
  const program = Buffer.from(source.toBinary({}).buffer).toString('base64');
  return `/** \`walk.wat\`, compiled by scripts/walk-program.ts. */\nexport const WALK_PROGRAM =\n  '${program}';\n`;
}

if (import.meta.main) writeFileSync(join(folder, 'program.ts'), await walkProgram());

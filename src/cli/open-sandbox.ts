import { fileURLToPath } from 'node:url';
import { converting } from '../service/convert/converting.ts';
import { LIBREOFFICE_DEFAULTS, libreOffice } from '../service/convert/libreoffice.ts';
import { createSandbox, SANDBOX_DEFAULTS, type Sandbox } from '../service/sandbox/sandbox.ts';
import { readerOf } from '../service/setting-reader.ts';

/** The rules that come with the program. */
export const RULES = fileURLToPath(new URL('../../rules', import.meta.url));

/** Children for the command line: as many as there is work for, with the rules that the service would use. */
export function openSandbox(workers: number, queue: number): Sandbox {
  const read = readerOf(process.env);
  const folders = {
    rulesFolder: read.folder('CLEARPOST_RULES_DIR') ?? RULES,
    policiesFolder: read.folder('CLEARPOST_POLICIES_DIR'),
  };
  return converting(
    createSandbox({ ...SANDBOX_DEFAULTS, ...folders, workers, queue }),
    libreOffice(LIBREOFFICE_DEFAULTS),
  );
}

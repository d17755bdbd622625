import { fileURLToPath } from 'node:url';
import { converting } from '../service/convert/converting.ts';
import { LIBREOFFICE_DEFAULTS, libreOffice } from '../service/convert/libreoffice.ts';
import { createSandbox, SANDBOX_DEFAULTS, type Sandbox } from '../service/sandbox/sandbox.ts';

/** The rules that come with the program. */
export const RULES = fileURLToPath(new URL('../../rules', import.meta.url));

/** Children for the command line: as many as there is work for. */
export const openSandbox = (workers: number, queue: number): Sandbox =>
  converting(
    createSandbox({ ...SANDBOX_DEFAULTS, rulesFolder: RULES, workers, queue }),
    libreOffice(LIBREOFFICE_DEFAULTS),
  );

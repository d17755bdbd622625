import type { Configuration } from './configuration.ts';
import { converting } from './convert/converting.ts';
import { LIBREOFFICE_DEFAULTS, libreOffice } from './convert/libreoffice.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox/sandbox.ts';

const MEGABYTE = 1024 * 1024;

/** The sandbox as it is configured, with LibreOffice beside it where there is one and the operator does not mind. */
export function openSandbox(
  configuration: Configuration,
  more: Partial<SandboxOptions> = {},
): Sandbox {
  const seconds = configuration.documentSeconds;
  const maxFileBytes = configuration.maxUploadMb * MEGABYTE;
  const memoryMb = configuration.documentMemoryMb;
  const plain = createSandbox({ ...configuration, memoryMb, seconds, maxFileBytes, ...more });
  return configuration.libreOffice === 'off'
    ? plain
    : converting(plain, libreOffice({ ...LIBREOFFICE_DEFAULTS, seconds, maxFileBytes }));
}

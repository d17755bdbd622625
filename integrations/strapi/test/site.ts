// Installs the Strapi that the plug-in is tested in, builds its admin panel, and keeps both for the next time.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const SITE = join(HERE, 'test-site');
const PLUGIN = join(HERE, 'clearpost');

const digest = (files: readonly string[]) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
};
const filesIn = (folder: string) => globSync(`${folder}/**/*.{js,mjs,json}`).toSorted();

/** Where Strapi and its built panel lie. Everything in it can be made again. */
export const installed = (): string =>
  join(tmpdir(), `clearpost-strapi-${digest([join(SITE, 'package-lock.json')])}`);
export const built = (): string =>
  join(
    installed(),
    `built-${digest([...filesIn(SITE), join(PLUGIN, 'package.json'), ...filesIn(join(PLUGIN, 'admin'))])}`,
  );

/** Runs before all tests. */
export function setup(): void {
  if (!existsSync(installed())) install();
  if (!existsSync(built())) build();
}

function install(): void {
  const folder = `${installed()}.new`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(SITE, file), join(folder, file));
  console.log('installing Strapi …');
  // Not `npm ci`: some registries lack packages for other platforms, and so does the lock file.
  run(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    folder,
  );
  renameSync(folder, installed());
}

function build(): void {
  const folder = join(installed(), 'building');
  rmSync(folder, { recursive: true, force: true });
  fill(folder);
  console.log('building the admin panel …');
  run(process.execPath, [strapiOf(folder), 'build', '--silent'], folder);
  renameSync(folder, built());
}

/** A site of its own in a folder beside Strapi's packages, so that they are found from it. */
export function fill(folder: string): void {
  cpSync(SITE, folder, { recursive: true });
  rmSync(join(folder, 'package-lock.json'));
  mkdirSync(join(folder, 'public/uploads'), { recursive: true });
  cpSync(PLUGIN, join(folder, 'src/plugins/clearpost'), { recursive: true });
}

export const strapiOf = (folder: string): string =>
  join(dirname(folder), 'node_modules/@strapi/strapi/bin/strapi.js');

function run(program: string, args: readonly string[], cwd: string): void {
  const env = {
    ...process.env,
    STRAPI_TELEMETRY_DISABLED: 'true',
    NODE_ENV: 'production',
    npm_config_production: 'false',
  };
  execFileSync(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

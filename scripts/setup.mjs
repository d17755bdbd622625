// Makes a bare clone ready: installs what the lock file names, and puts Node 24 first on npm's PATH.
// Runs before `npm start` and `npm test` on whatever Node the machine has, so it needs no package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED_MAJOR = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules/.bin');

installWhenLockChanged();
if (Number(process.versions.node.split('.')[0]) < WANTED_MAJOR) useNodeFromPackage();

function installWhenLockChanged() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules/.clearpost-setup');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.error('clearpost: installing packages (once per lock file) …');
  // No package of ours needs an install script, so none may run.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('clearpost: npm ci failed; see above. Is the npm registry reachable?');
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

/** An older Node cannot run the program; the optional package `node-<platform>-<cpu>` carries Node 24. */
function useNodeFromPackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  let folder;
  try {
    folder = dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`));
  } catch {
    console.error(
      `clearpost: Node ${WANTED_MAJOR} or newer is needed; this is ${process.versions.node}, and there is no package ${name}.`,
    );
    process.exit(1);
  }
  mkdirSync(bin, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'node.cmd'), `@"${join(folder, 'bin/node.exe')}" %*\r\n`);
    return;
  }
  const link = join(bin, 'node');
  rmSync(link, { force: true });
  symlinkSync(relative(bin, join(folder, 'bin/node')), link);
}

#!/usr/bin/env node
// What `npx clearpost` runs, on whatever Node the machine has: says what is missing before the program is read.
const LEAST = [24, 12];
const [major, minor] = process.versions.node.split('.').map(Number);
const isOld = major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1]);

try {
  if (isOld) throw Object.assign(new Error(), { code: 'ERR_MODULE_NOT_FOUND' });
  await import('./clearpost.ts');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write(
    `clearpost: 尚未安装好：请先在此目录运行 node scripts/setup.mjs（需要 Node ${LEAST.join('.')}，现为 ${process.versions.node}）\n` +
      `clearpost: not set up yet: run node scripts/setup.mjs in this folder first (needs Node ${LEAST.join('.')}, this is ${process.versions.node})\n`,
  );
  process.exitCode = 2;
}

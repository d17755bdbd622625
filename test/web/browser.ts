// A real browser: Debian's Chromium where there is one, otherwise the one that comes with the packages.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu'];

/** Without a locale that knows Chinese, a download with a Chinese name is called `download`. */
const locale = { LC_ALL: 'C.UTF-8' };

export async function openBrowser(): Promise<Browser> {
  const env = { ...process.env, ...locale };
  if (existsSync(INSTALLED)) return chromium.launch({ executablePath: INSTALLED, args, env });
  const executablePath = await packaged.executablePath();
  // Without any font it dies; the package brings one and unpacks it here.
  const fonts = { FONTCONFIG_PATH: join(tmpdir(), 'fonts') };
  return chromium.launch({ executablePath, args, env: { ...env, ...fonts } });
}

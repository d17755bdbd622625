// A real browser: Debian's Chromium where there is one, otherwise the one that comes with the packages.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu'];

export async function openBrowser(): Promise<Browser> {
  if (existsSync(INSTALLED)) return chromium.launch({ executablePath: INSTALLED, args });
  const executablePath = await packaged.executablePath();
  // Without any font it dies; the package brings one and unpacks it here.
  process.env.FONTCONFIG_PATH = join(tmpdir(), 'fonts');
  return chromium.launch({ executablePath, args });
}

// A real WordPress on a real MariaDB, from Debian's packages, in a folder of its own and on loopback.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PLUGIN = fileURLToPath(new URL('../clearpost', import.meta.url));
const WORDPRESS = '/usr/share/wordpress';

export interface WordPress {
  readonly url: string;
  readonly uploads: string;
  /** Runs PHP inside the loaded WordPress and gives what it prints as JSON. */
  php(code: string): Promise<unknown>;
  /** Sets other constants in wp-config.php. */
  configure(constants: Readonly<Record<string, string>>): void;
  stop(): Promise<void>;
}

/** @param constants set in wp-config.php: where the checking service is, and how it is asked. */
export async function startWordPress(
  constants: Readonly<Record<string, string>>,
): Promise<WordPress> {
  const home = mkdtempSync(join(tmpdir(), 'clearpost-wordpress-'));
  const [databasePort, webPort] = [await freePort(), await freePort()];
  const database = await startMariaDb(home, databasePort);
  const site = join(home, 'site');
  const url = `http://127.0.0.1:${webPort}`;
  // Debian links parts of WordPress elsewhere; a site of our own has them all.
  cpSync(WORDPRESS, site, { recursive: true, dereference: true });
  rmSync(join(site, 'wp-content'), { recursive: true, force: true });
  for (const folder of ['plugins', 'themes', 'uploads', 'mu-plugins']) {
    mkdirSync(join(site, 'wp-content', folder), { recursive: true });
  }
  writeTheme(join(site, 'wp-content/themes/plain'));
  cpSync(PLUGIN, join(site, 'wp-content/plugins/clearpost'), { recursive: true });
  writeFileSync(join(site, 'wp-config.php'), configuration(databasePort, url, constants));
  const php = (code: string) => runPhp(site, code);
  await runPhp(site, INSTALL, true);
  const web = spawn('php', ['-d', 'opcache.enable=0', '-S', `127.0.0.1:${webPort}`, '-t', site], {
    stdio: 'ignore',
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
    detached: true,
  });
  await until(async () => (await fetch(`${url}/wp-login.php`)).ok);
  return {
    url,
    uploads: join(site, 'wp-content/uploads'),
    php,
    configure: (next) =>
      writeFileSync(join(site, 'wp-config.php'), configuration(databasePort, url, next)),
    async stop() {
      // Its workers outlive the one that started them: all of its group go.
      if (web.pid !== undefined) process.kill(-web.pid);
      await Promise.all([end(web), end(database)]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Debian puts servers where only root's shell looks. */
const WITH_SERVERS = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

async function startMariaDb(home: string, port: number): Promise<ChildProcess> {
  const data = join(home, 'database');
  execFileSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ],
    { stdio: 'ignore' },
  );
  const socket = join(home, 'mariadb.sock');
  const server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${socket}`,
      `--pid-file=${join(home, 'mariadb.pid')}`,
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ],
    { stdio: 'ignore', env: WITH_SERVERS },
  );
  const ask = (sql: string) =>
    execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', sql], {
      stdio: 'pipe',
    });
  await until(async () => ask('select 1') !== null);
  ask(
    "create database wordpress; create user wordpress@'127.0.0.1' identified by 'wordpress'; grant all on wordpress.* to wordpress@'127.0.0.1'",
  );
  return server;
}

function configuration(
  port: number,
  url: string,
  constants: Readonly<Record<string, string>>,
): string {
  const all = {
    DB_NAME: 'wordpress',
    DB_USER: 'wordpress',
    DB_PASSWORD: 'wordpress',
    DB_HOST: `127.0.0.1:${port}`,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    WP_HOME: url,
    WP_SITEURL: url,
    WP_DEFAULT_THEME: 'plain',
    WP_ENVIRONMENT_TYPE: 'local',
    AUTH_KEY: 'a',
    SECURE_AUTH_KEY: 'b',
    LOGGED_IN_KEY: 'c',
    NONCE_KEY: 'd',
    ...constants,
  };
  const defines = Object.entries(all).map(([name, value]) => `define('${name}', '${value}');`);
  return `<?php\n${defines.join('\n')}
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';\n`;
}

const INSTALL = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php'; require_once ABSPATH . 'wp-admin/includes/plugin.php';
wp_install('公示网', 'clerk', 'clerk@example.gov.cn', true, '', 'password');
activate_plugin('clearpost/clearpost.php');
update_option('permalink_structure', '');
echo json_encode(true);`;

// Not the synchronous call: the service that WordPress asks runs in this very process.
async function runPhp(site: string, code: string, installing = false): Promise<unknown> {
  const head = `${installing ? "define('WP_INSTALLING', true);" : ''} $_SERVER['HTTP_HOST'] = '127.0.0.1';`;
  const program = `${head} require '${site}/wp-config.php'; ${code}`;
  const { stdout } = await promisify(execFile)('php', [
    '-d',
    'display_errors=stderr',
    '-r',
    program,
  ]);
  return JSON.parse(stdout);
}

function writeTheme(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'style.css'), '/* Theme Name: Plain */');
  writeFileSync(
    join(folder, 'index.php'),
    '<?php while (have_posts()) { the_post(); the_title(); the_content(); }',
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await ready().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error('it did not start in 20 seconds');
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return ended;
}

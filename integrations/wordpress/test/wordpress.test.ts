// The plug-in in a real WordPress, against the real service.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withKey } from '../../../src/service/http/access.ts';
import { type Running, startService } from '../../../test/service/http/start-service.ts';
import { startWordPress, type WordPress } from './instance.ts';

const ID = '350102199003074515';
const MASKED = '******************';
const KEY = 'a-key-of-the-content-management-system';

let service: Running;
let wordpress: WordPress;
let password: string;
beforeAll(async () => {
  service = await startService({ identify: withKey(KEY), isOpen: false });
  wordpress = await startWordPress({ CLEARPOST_URL: service.url, CLEARPOST_KEY: KEY });
  password = (await wordpress.php(
    `echo json_encode(WP_Application_Passwords::create_new_application_password(1, ['name' => 'test'])[0]);`,
  )) as string;
});
afterAll(async () => {
  await wordpress?.stop();
  await service?.stop();
});

interface Post {
  id: number;
  status: string;
  code?: string;
  title: { raw: string };
  content: { raw: string };
  data?: {
    hash: string;
    review: string[];
    findings: { name: string; where: string; masked: string }[];
  };
}

async function rest(path: string, body: object): Promise<Post> {
  const answer = await fetch(`${wordpress.url}/?rest_route=/wp/v2/${path}&context=edit`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`clerk:${password}`).toString('base64')}`,
    },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Post;
}
const php = (code: string) => wordpress.php(`wp_set_current_user(1); ${code}`);
const statusOf = (id: number) => php(`echo json_encode(get_post_status(${id}));`);
const contentOf = (id: number) => php(`echo json_encode(get_post(${id})->post_content);`);
/** How many posts hold the number while anybody can read them. */
const exposed = () =>
  php(`global $wpdb; echo json_encode((int) $wpdb->get_var(
    "select count(*) from $wpdb->posts where post_status = 'publish' and concat(post_title, post_content, post_excerpt, post_name) like '%${ID}%'"));`);

it('publishes a page without identifiers as it is', async () => {
  const post = await rest('posts', {
    title: '会议通知',
    content: '<p>周五开会</p>',
    status: 'publish',
  });
  expect([post.status, post.content.raw]).toEqual(['publish', '<p>周五开会</p>']);
});

it('keeps drafts alone', async () => {
  const post = await rest('posts', { title: '草稿', content: `身份证号：${ID}`, status: 'draft' });
  expect([post.status, post.content.raw]).toEqual(['draft', `身份证号：${ID}`]);
});

it('blocks a page with an identity number and tells where it is, without it', async () => {
  const answer = await rest('posts', {
    title: '公示',
    content: `<p>身份证号：${ID}</p>`,
    status: 'publish',
  });
  expect(answer.code).toBe('clearpost_replace');
  expect(answer.data?.findings[0]).toMatchObject({ name: '居民身份证号码', masked: MASKED });
  expect(JSON.stringify(answer)).not.toContain(ID);
  expect(await exposed()).toBe(0);
});

it('publishes the masked version when its author takes it, and only for the text that was checked', async () => {
  const draft = await rest('posts', {
    title: '公示',
    content: `<p>身份证号：${ID}</p>`,
    status: 'draft',
  });
  const { data } = await rest(`posts/${draft.id}`, { status: 'publish' });
  const edited = await rest(`posts/${draft.id}`, {
    status: 'publish',
    content: `<p>身份证号：${ID}。</p>`,
    clearpost_accept: data?.hash,
  });
  expect(edited.code).toBe('clearpost_replace');
  const taken = await rest(`posts/${draft.id}`, {
    status: 'publish',
    clearpost_accept: data?.hash,
  });
  expect([taken.status, taken.content.raw]).toEqual(['publish', `<p>身份证号：${MASKED}</p>`]);
  expect(await exposed()).toBe(0);
});

it('blocks an edit of a page that is already public, and leaves the page up', async () => {
  const post = await rest('posts', { title: '名单', content: '<p>名单</p>', status: 'publish' });
  const answer = await rest(`posts/${post.id}`, { content: `<p>身份证号：${ID}</p>` });
  expect(answer.code).toBe('clearpost_replace');
  expect(await Promise.all([statusOf(post.id), contentOf(post.id)])).toEqual([
    'publish',
    '<p>名单</p>',
  ]);
});

it('checks titles and excerpts too', async () => {
  const title = await rest('posts', { title: `关于 ${ID}`, content: 'x', status: 'publish' });
  const excerpt = await rest('posts', {
    title: 'x',
    content: 'x',
    excerpt: `身份证号：${ID}`,
    status: 'publish',
  });
  expect([title.code, excerpt.code]).toEqual(['clearpost_replace', 'clearpost_replace']);
  expect(await exposed()).toBe(0);
});

it('makes no address of a number that a title gave away, on whatever path, and reads the address an author chose', async () => {
  const content = '<p>公示</p>';
  const own = await rest('posts', {
    title: '公示',
    content,
    slug: `list-${ID}`,
    status: 'publish',
  });
  expect(own.code).toBe('clearpost_replace');
  const taken = await rest('posts', {
    title: '公示',
    content,
    slug: `list-${ID}`,
    status: 'publish',
    clearpost_accept: own.data?.hash,
  });
  expect(taken.status).toBe('publish');
  wordpress.configure({
    CLEARPOST_URL: service.url,
    CLEARPOST_KEY: KEY,
    CLEARPOST_REPLACE: 'auto',
  });
  const names = await php(`
    $new = wp_insert_post(['post_title' => '关于 ${ID}', 'post_content' => 'x', 'post_status' => 'publish']);
    $draft = wp_insert_post(['post_title' => '关于 ${ID} 的', 'post_content' => 'x', 'post_name' => '关于-${ID}', 'post_status' => 'draft']);
    wp_update_post(['ID' => $draft, 'post_status' => 'publish']);
    $plain = wp_insert_post(['post_title' => 'Notice', 'post_content' => 'x', 'post_status' => 'publish']);
    $again = wp_insert_post(['post_title' => 'Notice', 'post_content' => 'y', 'post_status' => 'publish']);
    echo json_encode(array_map(fn($id) => [get_post_status($id), get_post($id)->post_name], [$new, $draft, $plain, $again]));`);
  wordpress.configure({ CLEARPOST_URL: service.url, CLEARPOST_KEY: KEY });
  const about = encodeURIComponent('关于').toLowerCase();
  expect(names).toEqual([
    ['publish', about],
    ['publish', expect.stringMatching(new RegExp(`^${about}`))],
    ['publish', 'notice'],
    ['publish', 'notice-2'],
  ]);
  expect(await exposed()).toBe(0);
});

it('tells its author when the clock took a post off, since nobody sat before the screen', async () => {
  const told = await wordpress.php(`
    $when = gmdate('Y-m-d H:i:s', time() + 3600);
    $id = wp_insert_post(['post_title' => 'x', 'post_content' => '会议', 'post_author' => 1, 'post_status' => 'future', 'post_date_gmt' => $when, 'post_date' => $when]);
    global $wpdb; $wpdb->update($wpdb->posts, ['post_content' => '身份证号：${ID}'], ['ID' => $id]); clean_post_cache($id);
    delete_transient('clearpost_notice_1'); wp_publish_post($id);
    echo json_encode(get_transient('clearpost_notice_1')['post'] === $id);`);
  expect(told).toBe(true);
});

it('holds what other paths write: quick edit, bulk edit, importers, other plug-ins', async () => {
  const id = (await php(
    `echo json_encode(wp_insert_post(['post_title' => '公示', 'post_content' => '身份证号：${ID}', 'post_status' => 'publish']));`,
  )) as number;
  expect(await statusOf(id)).toBe('pending');
  const updated =
    await php(`$id = wp_insert_post(['post_title' => 'a', 'post_content' => '身份证号：${ID}', 'post_status' => 'draft']);
    wp_update_post(['ID' => $id, 'post_status' => 'publish']); echo json_encode(get_post_status($id));`);
  expect(updated).toBe('pending');
  expect(await exposed()).toBe(0);
});

it('keeps a public page up when the classic editor brings a number, and keeps the edit beside it', async () => {
  const [status, content, autosave] = (await php(`
    $id = wp_insert_post(['post_title' => '名单', 'post_content' => '第一版', 'post_status' => 'publish']);
    wp_update_post(['ID' => $id, 'post_content' => '身份证号：${ID}']);
    echo json_encode([get_post_status($id), get_post($id)->post_content, wp_get_post_autosave($id)->post_content]);`)) as string[];
  expect([status, content, autosave]).toEqual(['publish', '第一版', `身份证号：${ID}`]);
});

it('checks a post when it is scheduled, and again by its hash when the clock publishes it', async () => {
  const [clean, dirty, swapped] = (await php(`
    $when = gmdate('Y-m-d H:i:s', time() + 3600);
    $make = fn($text) => wp_insert_post(['post_title' => 'x', 'post_content' => $text, 'post_status' => 'future', 'post_date_gmt' => $when, 'post_date' => $when]);
    $clean = $make('会议通知'); $dirty = $make('身份证号：${ID}'); $swapped = $make('会议通知二');
    global $wpdb; $wpdb->update($wpdb->posts, ['post_content' => '身份证号：${ID}'], ['ID' => $swapped]); clean_post_cache($swapped);
    foreach ([$clean, $swapped] as $id) { wp_publish_post($id); }
    echo json_encode(array_map('get_post_status', [$clean, $dirty, $swapped]));`)) as string[];
  expect([clean, dirty, swapped]).toEqual(['publish', 'pending', 'pending']);
  expect(await exposed()).toBe(0);
});

it('holds what comes over XML-RPC', async () => {
  const call = (
    content: string,
  ) => `<?xml version="1.0"?><methodCall><methodName>wp.newPost</methodName><params>
    <param><value><int>1</int></value></param><param><value><string>clerk</string></value></param><param><value><string>${password}</string></value></param>
    <param><value><struct><member><name>post_status</name><value><string>publish</string></value></member>
    <member><name>post_title</name><value><string>公示</string></value></member>
    <member><name>post_content</name><value><string>${content}</string></value></member></struct></value></param></params></methodCall>`;
  const answer = await fetch(`${wordpress.url}/xmlrpc.php`, {
    method: 'POST',
    body: call(`身份证号：${ID}`),
    headers: { 'content-type': 'text/xml' },
  });
  const [, id] = /<string>(\d+)<\/string>/.exec(await answer.text()) ?? [];
  expect(await statusOf(Number(id))).toBe('pending');
  expect(await exposed()).toBe(0);
});

async function upload(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const answer = await fetch(`${wordpress.url}/?rest_route=/wp/v2/media`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`clerk:${password}`).toString('base64')}`,
      'content-disposition': `attachment; filename="${name}"`,
      'content-type': 'application/octet-stream',
    },
    body: bytes,
  });
  return (await answer.json()) as {
    id?: number;
    source_url?: string;
    code?: string;
    message?: string;
  };
}
const uploads = () =>
  readdirSync(wordpress.uploads, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));

it('takes the masked version of an uploaded list into the library', async () => {
  const { source_url } = await upload(
    'list.csv',
    new TextEncoder().encode(`姓名,身份证号\n张三,${ID}\n`),
  );
  expect(source_url).toBeDefined();
  expect(await (await fetch(source_url as string)).text()).toBe(`姓名,身份证号\n张三,${MASKED}\n`);
});

it('gives a file whose name is an identity number another name', async () => {
  const { source_url } = await upload(`${ID}.txt`, new TextEncoder().encode('会议通知'));
  expect(source_url).toMatch(/\.txt$/);
  expect(source_url).not.toContain(ID);
});

it('publishes a page with a picture', async () => {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const { source_url } = await upload('seal.png', new Uint8Array(Buffer.from(png, 'base64')));
  const content = `<p>周五开会<img src="${source_url}" alt=""></p>`;
  expect(await rest('posts', { title: '通知', content, status: 'publish' })).toMatchObject({
    status: 'publish',
  });
});

it('tells where a person decides about what was held, at the address that people open', async () => {
  const address = 'https://clearpost.example.gov.cn';
  wordpress.configure({
    CLEARPOST_URL: service.url,
    CLEARPOST_KEY: KEY,
    CLEARPOST_PAGE_URL: address,
  });
  const content = `<p>项目编号:${ID}</p>`;
  const { code, data } = await rest('posts', { title: '公示', content, status: 'publish' });
  wordpress.configure({ CLEARPOST_URL: service.url, CLEARPOST_KEY: KEY });
  expect(code).toBe('clearpost_held');
  expect(data?.review).toEqual([
    expect.stringMatching(/^https:\/\/clearpost\.example\.gov\.cn\/#[0-9a-f-]{36}$/),
  ]);
});

it('does not take in what cannot be read', async () => {
  const { id, message } = await upload('list.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]));
  expect(id).toBeUndefined();
  expect(message).toContain('Clearpost');
});

it('masks a file that was in the library before, when a page that links it is published', async () => {
  const base = await php(
    `$dir = wp_upload_dir(); file_put_contents($dir['path'] . '/old.txt', '身份证号：${ID}'); echo json_encode($dir['url']);`,
  );
  const content = `<a href="${base}/old.txt">名单</a>`;
  const { data, code } = await rest('posts', { title: '公示', content, status: 'publish' });
  expect(code).toBe('clearpost_replace');
  const post = await rest('posts', {
    title: '公示',
    content,
    status: 'publish',
    clearpost_accept: data?.hash,
  });
  expect(post.status).toBe('publish');
  expect(await (await fetch(`${base}/old.txt`)).text()).toBe(`身份证号：${MASKED}`);
});

it('removes the pictures of the first page of a file that is masked in its place', async () => {
  const [base, path] = (await php(`
    $dir = wp_upload_dir(); $file = $dir['path'] . '/page.txt';
    file_put_contents($file, '身份证号：${ID}'); file_put_contents($dir['path'] . '/page-txt.jpg', 'a picture of the number');
    $id = wp_insert_attachment(['post_mime_type' => 'text/plain', 'post_title' => 'page', 'post_status' => 'inherit'], $file);
    wp_update_attachment_metadata($id, ['sizes' => ['full' => ['file' => 'page-txt.jpg']]]);
    echo json_encode([$dir['url'], $dir['path']]);`)) as [string, string];
  const post = { title: '公示', content: `<a href="${base}/page.txt">名单</a>`, status: 'publish' };
  const { data } = await rest('posts', post);
  expect((await rest('posts', { ...post, clearpost_accept: data?.hash })).status).toBe('publish');
  expect(readFileSync(join(path, 'page.txt'), 'utf8')).toContain(MASKED);
  expect(existsSync(join(path, 'page-txt.jpg'))).toBe(false);
});

it('holds a page that links a file in whose address a number stands', async () => {
  const base = await php(
    `$dir = wp_upload_dir(); file_put_contents($dir['path'] . '/list-${ID}.txt', '身份证号：${ID}'); echo json_encode($dir['url']);`,
  );
  const content = `<a href="${base}/list-${ID}.txt">名单</a>`;
  const { code } = await rest('posts', { title: '公示', content, status: 'publish' });
  await php(`unlink(wp_upload_dir()['path'] . '/list-${ID}.txt'); echo json_encode(1);`);
  expect(code).toBe('clearpost_held');
});

it('publishes nothing while the service is away, and says so', async () => {
  wordpress.configure({ CLEARPOST_URL: 'http://127.0.0.1:9', CLEARPOST_KEY: KEY });
  const answer = await rest('posts', { title: '会议通知', content: '周五开会', status: 'publish' });
  const file = await upload('a.txt', new TextEncoder().encode('x'));
  wordpress.configure({ CLEARPOST_URL: service.url, CLEARPOST_KEY: KEY });
  expect(answer.code).toBe('clearpost_unreachable');
  expect(file.id).toBeUndefined();
});

it('publishes nothing with a key that the service does not know', async () => {
  wordpress.configure({ CLEARPOST_URL: service.url, CLEARPOST_KEY: 'wrong' });
  const answer = await rest('posts', { title: '会议通知', content: '周五开会', status: 'publish' });
  wordpress.configure({ CLEARPOST_URL: service.url, CLEARPOST_KEY: KEY });
  expect(answer.code).toBe('clearpost_unreachable');
});

it('lets content through while the service is away, where the office has chosen so, and never what it refuses', async () => {
  const passing = { CLEARPOST_UNREACHABLE: 'pass', CLEARPOST_KEY: KEY };
  const publish = () =>
    rest('posts', { title: '会议通知', content: '周五开会', status: 'publish' });
  const send = () => upload('away.txt', new TextEncoder().encode('周五开会'));
  wordpress.configure({ ...passing, CLEARPOST_URL: 'http://127.0.0.1:9' });
  const away = [await publish(), await send()];
  wordpress.configure({ ...passing, CLEARPOST_URL: service.url, CLEARPOST_KEY: 'wrong' });
  const refused = [await publish(), await send()];
  wordpress.configure({ CLEARPOST_URL: service.url, CLEARPOST_KEY: KEY });
  expect(away.map(({ id }) => typeof id)).toEqual(['number', 'number']);
  expect(refused.map(({ id }) => id)).toEqual([undefined, undefined]);
});

it('leaves no number where anybody could read it, nor in the service’s log', async () => {
  expect(await exposed()).toBe(0);
  expect(existsSync(wordpress.uploads)).toBe(true);
  expect(uploads().filter((bytes) => bytes.includes(ID))).toEqual([]);
  expect(service.log()).not.toContain(ID);
});

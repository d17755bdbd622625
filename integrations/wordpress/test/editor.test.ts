// The plug-in as an author meets it: a real browser on a real WordPress, against the real service.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withKey } from '../../../src/service/http/access.ts';
import { type Running, startService } from '../../../test/service/http/start-service.ts';
import { openBrowser } from '../../../test/web/browser.ts';
import { startWordPress, type WordPress } from './instance.ts';

const ID = '350102199003074515';
const MASKED = '******************';
const KEY = 'a-key-of-the-content-management-system';

let service: Running;
let wordpress: WordPress;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  service = await startService({ identify: withKey(KEY), isOpen: false });
  wordpress = await startWordPress({ CLEARPOST_URL: service.url, CLEARPOST_KEY: KEY });
  // The welcome guide is not part of what is tested.
  await wordpress.php(
    `update_user_meta(1, 'wp_persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false]]); echo 'true';`,
  );
  browser = await openBrowser();
  page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  await page.goto(`${wordpress.url}/wp-login.php`);
  await page.fill('#user_login', 'clerk');
  await page.fill('#user_pass', 'password');
  await page.click('#wp-submit');
  await page.waitForURL(/wp-admin/);
});
afterAll(async () => {
  await browser?.close();
  await wordpress?.stop();
  await service?.stop();
});

/** A new post in the block editor with some text, about to be published. */
async function publish(title: string, text: string): Promise<void> {
  await page.goto(`${wordpress.url}/wp-admin/post-new.php`);
  await page.waitForFunction('window.wp?.data?.select("core/editor")?.getCurrentPostId()');
  await page.evaluate(
    ([newTitle, html]) => {
      const { wp } = globalThis as unknown as {
        wp: {
          data: { dispatch(store: string): Record<string, (value: object) => void> };
          blocks: { parse(html: string): object };
        };
      };
      wp.data.dispatch('core/editor').editPost?.({ title: newTitle });
      wp.data.dispatch('core/block-editor').resetBlocks?.(wp.blocks.parse(html as string));
    },
    [title, `<!-- wp:paragraph --><p>${text}</p><!-- /wp:paragraph -->`],
  );
  await page.click('.editor-post-publish-panel__toggle');
  await page.click('.editor-post-publish-button');
}
const published = () =>
  wordpress.php(
    `echo json_encode(array_map(fn($post) => $post->post_content, get_posts(['post_status' => 'publish', 'orderby' => 'ID', 'numberposts' => 1])));`,
  );

it('shows the author what was found, without the value, and publishes the masked version with one click', async () => {
  await publish('公示', `身份证号：${ID}`);
  const panel = page.locator('.clearpost-panel');
  await panel.waitFor();
  const text = await panel.innerText();
  expect(text).toContain('居民身份证号码');
  expect(text).toContain(MASKED);
  expect(text).not.toContain(ID);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/editor.png` });
  await panel.getByRole('button', { name: '改用脱敏版并发布' }).click();
  await page.waitForFunction(
    'window.wp?.data?.select("core/editor")?.getCurrentPostAttribute("status") === "publish"',
  );
  expect(await published()).toEqual([expect.stringContaining(`<p>身份证号：${MASKED}</p>`)]);
  expect(await page.evaluate('wp.data.select("core/editor").getEditedPostContent()')).toContain(
    MASKED,
  );
});

it('leads from the block editor to the page where a person decides', async () => {
  await publish('公示', `项目编号:${ID}`);
  const link = page.locator('.clearpost-panel .clearpost-review');
  await link.waitFor();
  expect(await link.innerText()).toBe('到复核页处理 · Open the review page');
  await expectReview((await link.getAttribute('href')) ?? '');
});

it('leads from the notice of the classic editor there too', async () => {
  const id = await wordpress.php(
    `wp_set_current_user(1); echo json_encode(wp_insert_post(['post_title' => '公示', 'post_content' => '项目编号:${ID}', 'post_status' => 'publish']));`,
  );
  expect(id).toBeGreaterThan(0);
  await page.goto(`${wordpress.url}/wp-admin/edit.php`);
  const link = page.locator('.clearpost-notice .clearpost-review');
  await expectReview((await link.getAttribute('href')) ?? '');
});

/** The link opens the service's page with what was held. */
async function expectReview(href: string): Promise<void> {
  expect(href.startsWith(`${service.url}/#`)).toBe(true);
  const answer = await fetch(`${service.url}/v1/redactions/${href.split('#')[1]}`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  expect(await answer.json()).toMatchObject({ verdict: 'review' });
}

it('stays out of the way of a page without identifiers', async () => {
  await publish('会议通知', '周五开会');
  await page.locator('.components-snackbar, .post-publish-panel__postpublish').first().waitFor();
  expect(await page.locator('.clearpost-panel').count()).toBe(0);
  expect(await published()).toEqual([expect.stringContaining('周五开会')]);
});

it('keeps its key to itself on the settings page, and what is saved there', async () => {
  await page.goto(`${wordpress.url}/wp-admin/options-general.php?page=clearpost`);
  expect(await page.content()).not.toContain(KEY);
  await page.check('input[value="auto"]');
  await page.fill('#cp-timeout', '30');
  await page.click('#submit');
  await page.waitForLoadState();
  expect(await page.inputValue('#cp-timeout')).toBe('30');
  expect(await page.isChecked('input[value="auto"]')).toBe(true);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/settings.png` });
});

it('publishes the masked version by itself where the office has chosen so', async () => {
  await publish('公示', `银行卡号：${'6217001210012345672'}，身份证号：${ID}`);
  await page.locator('.post-publish-panel__postpublish').waitFor();
  const [content] = (await published()) as string[];
  expect(content).toContain(MASKED);
  expect(content).not.toContain(ID);
});

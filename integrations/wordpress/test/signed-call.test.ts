// The recipe for systems that can only sign, run as it stands in the manual.
import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const manual = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const recipe = /```php\n([^`]+)```/.exec(manual)?.[1] ?? '';

it('signs a call in PHP as Standard Webhooks has it', () => {
  const key = randomBytes(32);
  const said = {
    secret: `whsec_${key.toString('base64')}`,
    id: randomBytes(16).toString('hex'),
    at: '1795305600',
    body: '{"title":"公示","html":"<p>$1 \\"放假\\"</p>"}',
  };
  const given = Object.keys(said).map((name) => `$${name} = getenv('${name}');`);
  const signature = execFileSync('php', ['-r', `${given.join('')}${recipe}echo $signature;`], {
    env: { ...process.env, ...said },
    encoding: 'utf8',
  });
  const { id, at, body } = said;
  expect(signature).toBe(createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64'));
});

// What runs inside a sandboxed child process: the one place of the program where documents are opened.
import { gunzipSync } from 'node:zlib';
import { DocumentError } from '../../engine/core/errors.ts';
import { createEngine, type Engine } from '../../engine/engine.ts';
import { FORMATS, formatOf } from '../../engine/formats/registry.ts';
import { decodeText } from '../../engine/formats/shared/encoding.ts';
import { canonicalUrl } from '../page/canonical-url.ts';
import { readList } from '../page/list-facts.ts';
import { type PageFacts, readPage } from '../page/page-facts.ts';
import { readSitemap } from '../page/sitemap.ts';
import type { Catalog, Looked, LookTask, PreviewTask, Task } from './messages.ts';
import { type Reply, serveTasks } from './serve-tasks.ts';

const NOTHING: Looked = { look: null, problem: null, page: null, shownForms: [] };
const GZIP = Buffer.from([0x1f, 0x8b]);
/** Of one sitemap, unpacked: what sitemaps.org allows. */
const SITEMAP_BYTES = 50 * 1024 * 1024;

await serveTasks(async ({ rulesFolder, policiesFolder, limits, fingerprintKey }) => {
  const engine = await createEngine({
    rulesFolder,
    ...(policiesFolder === undefined ? {} : { policiesFolder }),
    limits,
    fingerprintKey: Buffer.from(fingerprintKey, 'base64'),
  });
  return [
    { kind: 'ready', catalog: catalogOf(engine) },
    async (task, bytes) => {
      if ('url' in task)
        return { answer: { kind: 'looked', looked: await lookWith(engine, task, bytes) } };
      return 'dpi' in task ? preview(task, bytes) : redactWith(engine, task, bytes);
    },
  ];
});

async function redactWith(engine: Engine, task: Task, bytes: Buffer): Promise<Reply> {
  const upload = { bytes, name: task.name, password: task.password, draft: task.draft };
  const { report, output, shownForms } = await engine.redact(upload, {
    ...(task.policy !== undefined && { policy: task.policy }),
    ...(task.context !== undefined && { context: task.context }),
    shownForms: task.wantsShownForms === true,
    ...(task.review !== undefined && { review: task.review }),
    ...(task.findingKey !== undefined && {
      fingerprintKey: Buffer.from(task.findingKey, 'base64'),
    }),
  });
  return {
    answer: { kind: 'done', report, ...(task.wantsShownForms && { shownForms }) },
    blobs: output && task.wantsOutput ? [output] : [],
  };
}

async function preview({ name, page, dpi }: PreviewTask, bytes: Buffer): Promise<Reply> {
  const picture = await formatOf(bytes, name).preview?.(bytes, page - 1, dpi);
  return { answer: { kind: 'pictured' }, blobs: picture ? [picture] : [] };
}

async function lookWith(engine: Engine, task: LookTask, bytes: Buffer): Promise<Looked> {
  if (task.isSitemap) return { ...NOTHING, page: sitemapOf(task, bytes) };
  try {
    const { look, shownForms } = await engine.look(
      { bytes, name: task.name },
      {
        ...(task.policy !== undefined && { policy: task.policy }),
        ...(task.context !== undefined && { context: task.context }),
        shownForms: true,
        fingerprintKey: Buffer.from(task.fingerprintKey, 'base64'),
      },
    );
    return { look, problem: null, page: pageOf(task, bytes), shownForms };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { ...NOTHING, problem: error.code };
  }
}

function pageOf({ name, url }: LookTask, bytes: Buffer): PageFacts | null {
  const { id } = formatOf(bytes, name);
  if (id !== 'html' && id !== 'json' && id !== 'xml') return null;
  const { text, encoding } = decodeText(bytes);
  return id === 'html' ? readPage(text, url, encoding) : readList(text, id, url);
}

function sitemapOf({ isOwn }: LookTask, bytes: Buffer): PageFacts {
  const isPacked = bytes.subarray(0, 2).equals(GZIP);
  const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: SITEMAP_BYTES }) : bytes;
  const { pages, sitemaps } = readSitemap(
    plain.toString('utf8'),
    isOwn ? Number.POSITIVE_INFINITY : undefined,
  );
  const canonical = (urls: readonly string[]) =>
    urls.map((one) => canonicalUrl(one)).filter((one) => one !== undefined);
  return { links: canonical(pages), sitemaps: canonical(sitemaps), title: null };
}

function catalogOf({ rules, policies, versions }: Engine): Catalog {
  return {
    engine: versions,
    formats: FORMATS.map(({ id, mediaType, extensions, channels }) => ({
      id,
      mediaType,
      extensions,
      channels,
    })),
    policies: policies.map((policy) => ({
      id: policy.id,
      version: policy.version,
      name: policy.name,
      basis: policy.basis,
      publishes: policy.publishes,
      keeps: policy.keeps,
      kinds: Object.fromEntries(
        Object.entries(policy.kinds).map(([id, { action }]) => [id, action]),
      ),
      period: policy.period ?? null,
      residualCandidates: policy.residualCandidates,
      isTimed: policy.period !== undefined,
      ...(policy.retention && { retention: policy.retention }),
    })),
    rules: rules.map(({ id, name, severity, basis, source }) => ({
      id,
      name,
      severity,
      basis,
      source,
    })),
  };
}

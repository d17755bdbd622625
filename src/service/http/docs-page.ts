import { html, type Markup } from '../../engine/report/html/escape.ts';

/** The parts of the OpenAPI document that the page shows. */
export interface Contract {
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description?: string;
  };
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Address {
  readonly method: string;
  readonly path: string;
}

interface Operation {
  readonly tags?: readonly string[];
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
}

const EXAMPLE = `curl -F file=@名单.xlsx http://127.0.0.1:8080/v1/redactions
curl -F file=@名单.xlsx -H 'Accept: application/octet-stream' -OJ http://127.0.0.1:8080/v1/redactions
curl -F file=@名单.xlsx -F policy=student-aid http://127.0.0.1:8080/v1/inspections`;

/** The contract as a page: no script, no outside address, readable without a program. */
export function docsPage(contract: Contract, assets: string): string {
  const { info, tags, paths, components } = contract;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  );
  const parts = tags.map(
    ({ name, description }) =>
      html`<h2 id="${name}">${name} <span class="quiet">${description ?? ''}</span></h2>
${operations.filter((operation) => operation.tags?.includes(name)).map(operationPart)}`,
  );
  const schemas = Object.entries(components?.schemas ?? {}).map(([name, schema]) =>
    schemaPart(name, schema),
  );
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} · 接口说明</title>
<link rel="icon" type="image/svg+xml" href="${assets}/web/icon.svg">
<link rel="stylesheet" href="${assets}/web/page.css">
</head>
<body>
<header>
<h1>接口说明 <span lang="en">${info.title} API ${info.version}</span></h1>
<p lang="en">${info.description ?? ''}</p>
<p><a href="/openapi.yaml">openapi.yaml</a> · <a href="/">上传页 <span lang="en">Upload page</span></a></p>
<pre class="scroll"><code>${EXAMPLE}</code></pre>
</header>
<nav>${tags.map(({ name }) => html`<a href="#${name}">${name}</a> `)}<a href="#schemas">数据结构 <span lang="en">Schemas</span></a></nav>
<main>${parts}<h2 id="schemas">数据结构 <span lang="en">Schemas</span></h2>${schemas}</main>
</body>
</html>
`.html;
}

function operationPart(operation: Operation & Address): Markup {
  const { method, path, operationId, summary, description, requestBody, responses } = operation;
  const body = Object.entries(requestBody?.content ?? {});
  const answers = Object.entries(responses).map(
    ([status, answer]) =>
      html`<tr><th scope="row">${status}</th><td>${described(answer.description)}</td><td>${contents(answer)}</td></tr>`,
  );
  return html`<section class="card" id="${operationId}">
<h3><code>${method.toUpperCase()} ${path}</code></h3>
<p>${summary ?? ''}</p>
<p class="quiet">${described(description ?? '')}</p>
${body.map(([type, { schema }]) => html`<p>请求 <span lang="en">Request</span>: <code>${type}</code> ${link(schema)}</p>`)}
<div class="scroll"><table><tbody>${answers}</tbody></table></div>
</section>`;
}

/** Markdown's code, the one mark that our descriptions bear. */
const described = (text: string): Markup[] =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));

const contents = ({ content }: Answer): Markup[] =>
  Object.entries(content ?? {}).map(
    ([type, { schema }]) => html`<code>${type}</code> ${link(schema)}<br>`,
  );

function link(schema: Schema | undefined): Markup {
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? html`` : html`<a href="#${name}">${name}</a>`;
}

const schemaPart = (name: string, schema: Schema): Markup =>
  html`<details id="${name}"><summary>${name} <span class="quiet">${schema.description ?? ''}</span></summary>
<pre class="scroll"><code>${JSON.stringify(schema, undefined, 2)}</code></pre></details>`;

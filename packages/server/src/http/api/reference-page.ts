import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { ApiRoute } from './api-route.ts'
import { openApiDocument } from './open-api.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly description?: string
  }[]
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** Every call of the API on one page for people: the same routes, schemas and words as the OpenAPI document. */
export async function referencePage(routes: readonly ApiRoute[], server: string): Promise<string> {
  const { paths } = openApiDocument(routes, server) as Document
  const groups = [...new Set(routes.map(({ group }) => group))]
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Account API</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1>Account API</h1>
<p>Every call begins with <code>${server}</code> and carries two headers: <code>X-Api-Key</code> with a token, and
<code>X-Customer-Code</code> with the number of the customer. A refusal is <code>{"code","description"}</code>.</p>
<p>For programs the same is an OpenAPI 3.1 document: <a href="${server}/openapi.json">all calls</a>, or
<a href="${server}/swagger.json">those that clients of the JetBrains Account API know</a>.</p>
<nav aria-label="Groups"><ul>${groups.map((group) => html`<li><a href="#${group}">${group}</a></li>`)}</ul></nav>
${groups.map((group) =>
  groupPart(
    routes.filter((route) => route.group === group),
    group,
    paths,
  ),
)}
</main>
</body>
</html>
`
  return page.toString()
}

function groupPart(routes: readonly ApiRoute[], group: string, paths: Document['paths']) {
  return html`<section aria-labelledby="${group}"><h2 id="${group}">${group}</h2>
${routes.map(({ method, path }) => callPart(method, path, paths[path]?.[method]))}</section>
`
}

function callPart(method: string, path: string, operation: Operation | undefined) {
  if (!operation) return ''
  const { operationId, summary, description, responses } = operation
  const parameters = (operation.parameters ?? []).filter((one) => one.in !== 'header')
  return html`<article id="${operationId}"><h3>${summary}</h3>
<p><code>${method.toUpperCase()} ${path}</code></p>
${description ? html`<p>${description}</p>` : ''}
<dl>${parameters.map((one) => row(one.name, one.description ?? `in the ${one.in}`))}${Object.entries(
    responses,
  ).map(([status, answer]) => row(status, answer.description))}</dl></article>
`
}

const row = (name: string, words: string) => html`<dt><code>${name}</code></dt><dd>${words}</dd>`

const style = `:root{--paper:#f6f4ee;--ink:#1d1f1c;--line:#cfc9b8;--verdigris:#0b655f}
@media(prefers-color-scheme:dark){:root{--paper:#141716;--ink:#e8e6df;--line:#3a403d;--verdigris:#5fc9bd}}
body{background:var(--paper);color:var(--ink);font:1rem/1.5 Georgia,serif;margin:0}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}
a{color:var(--verdigris)}code{font:.9em ui-monospace,monospace}
ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}nav a{display:inline-block;min-height:1.75rem}
h2{border-bottom:1px solid var(--line);margin-top:2.5rem}h3{margin:1.75rem 0 0}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.25rem 1rem}dd{margin:0}
@media(max-width:30rem){dl{display:block}dd{margin:0 0 .5rem}}`

const styleHash = createHash('sha256').update(style).digest('base64')

/** The page brings its style along and needs nothing else. */
export const referenceHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
}

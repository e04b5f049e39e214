import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '../application.ts'
import { type ConsoleBuild, consoleFetch } from './console.ts'

const home = mkdtempSync(join(tmpdir(), 'console-'))
const folder = join(home, 'client')

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {}\n'.repeat(50))
  writeFileSync(join(folder, 'assets', 'app-1a2b.js.br'), 'packed by the build')
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
  writeFileSync(join(home, 'secret.txt'), 'secret')
})

afterAll(() => rmSync(home, { recursive: true }))

/** A build that answers with what it was asked. */
const build: ConsoleBuild = {
  entry: {
    module: {
      answer: async (_build, request) =>
        Response.json({
          url: request.url,
          method: request.method,
          origin: request.headers.get('origin'),
          body: request.method === 'POST' ? await request.text() : null,
        }),
    },
  },
}

function site(publicOrigin: string, answering = build) {
  const context = { publicOrigin, nonce: 'n0nce', answerHeaders: new Headers({ 'Set-Cookie': 'a=b' }) }
  const http = new Hono()
  http.all(
    '*',
    consoleFetch(
      { build: answering, clientFolder: folder },
      async () => context as unknown as RequestContext,
    ),
  )
  return http
}

const post = (origin: string | null) => ({
  method: 'POST',
  body: 'name=Ada',
  headers: { Host: 'evil.example', ...(origin !== null && { Origin: origin }) },
})

test('a page is asked for under the public address, whatever Host was claimed (O-35)', async () => {
  const answer = await site('https://licenses.fenwick.example').request('http://evil.example/o/x?q=1', {
    headers: { Host: 'evil.example' },
  })
  expect(await answer.json()).toMatchObject({ url: 'https://licenses.fenwick.example/o/x?q=1' })
})

test('a form from our own page arrives whole', async () => {
  const answer = await site('https://licenses.fenwick.example').request(
    '/o/x',
    post('https://licenses.fenwick.example'),
  )
  expect(await answer.json()).toEqual({
    url: 'https://licenses.fenwick.example/o/x',
    method: 'POST',
    origin: null,
    body: 'name=Ada',
  })
})

test.each([
  ['https://licenses.fenwick.example', 'https://evil.example'],
  ['https://licenses.fenwick.example', 'http://licenses.fenwick.example'],
  ['https://licenses.fenwick.example', 'null'],
  ['https://licenses.fenwick.example', 'not an origin'],
  ['http://127.0.0.1:4700', 'http://127.0.0.1:4701'],
  ['http://127.0.0.1:4700', 'http://localhost.evil.example:4700'],
  ['http://licenses.fenwick.example', 'http://localhost'],
])('at %s a form from %s is refused with the way out in words', async (publicOrigin, origin) => {
  const answer = await site(publicOrigin).request('/o/x', post(origin))
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('PUBLIC_URL')
})

test.each(['http://localhost:4700', 'http://127.0.0.1:4700', 'http://[::1]:4700', null])(
  "on one's own machine a form from %s is accepted",
  async (origin) => {
    expect((await site('http://127.0.0.1:4700').request('/o/x', post(origin))).status).toBe(200)
  },
)

test('only the methods of pages are answered', async () => {
  const answer = await site('http://127.0.0.1:4700').request('/o/x', { method: 'DELETE' })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
})

test('every page forbids foreign scripts and framing and carries what its request asked for', async () => {
  const { headers } = await site('https://licenses.fenwick.example').request('/')
  expect(headers.get('content-security-policy')).toContain("script-src 'self' 'nonce-n0nce'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.get('set-cookie')).toBe('a=b')
  expect((await site('http://127.0.0.1:4700').request('/')).headers.has('strict-transport-security')).toBe(
    false,
  )
})

test('what is shown in a frame keeps the policy it brings', async () => {
  const framed: ConsoleBuild = {
    entry: {
      module: {
        answer: async () => new Response('', { headers: { 'Content-Security-Policy': 'sandbox' } }),
      },
    },
  }
  const { headers } = await site('http://127.0.0.1:4700', framed).request('/')
  expect(headers.get('content-security-policy')).toBe('sandbox')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('built files are kept for a year, others for an hour, and both may travel packed', async () => {
  const http = site('http://127.0.0.1:4700')
  const script = await http.request('/assets/app-1a2b.js', { headers: { 'Accept-Encoding': 'gzip' } })
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('content-encoding')).toBe('gzip')
  const icon = await http.request('/favicon.svg')
  expect(icon.headers.get('cache-control')).toBe('public, max-age=3600')
  expect(await icon.text()).toBe('<svg/>')
})

test('a file packed by the build goes to whoever can unpack it', async () => {
  const http = site('http://127.0.0.1:4700')
  const headers = { 'Accept-Encoding': 'gzip, deflate, br;q=0.9' }
  const script = await http.request('/assets/app-1a2b.js', { headers })
  expect(script.headers.get('content-encoding')).toBe('br')
  expect(script.headers.get('vary')).toBe('Accept-Encoding')
  expect(await script.text()).toBe('packed by the build')
})

test.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/assets'])(
  'no path leads out of the folder: %s is a page',
  async (path) => {
    const answer = await site('http://127.0.0.1:4700').request(`http://127.0.0.1:4700${path}`)
    expect(answer.headers.get('content-type')).toBe('application/json')
  },
)

import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

interface ClientFile {
  readonly plain: Uint8Array<ArrayBuffer>
  readonly packed: Uint8Array<ArrayBuffer> | null
  readonly headers: Readonly<Record<string, string>>
}

/** Serves the console's files for the browser: the list is fixed at start, so no path can lead out of the folder. */
export function clientFiles(folder: string): (request: Request) => Response | null {
  const known = new Set(list(folder))
  const read = new Map<string, ClientFile>()
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const { pathname } = new URL(request.url)
    if (!known.has(pathname)) return null
    const file = read.get(pathname) ?? readFile(folder, pathname)
    read.set(pathname, file)
    return answer(file, request)
  }
}

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in types)
    .map((entry) => `${join(entry.parentPath, entry.name).slice(folder.length).replaceAll(sep, '/')}`)
}

function readFile(folder: string, pathname: string): ClientFile {
  const plain = new Uint8Array(readFileSync(join(folder, pathname)))
  const type = types[extname(pathname)] ?? 'application/octet-stream'
  // Built files carry a hash of their content in their name; the few others do not.
  const lasting = pathname.startsWith('/assets/')
  return {
    plain,
    packed: type.startsWith('font/') || type.startsWith('image/png') ? null : new Uint8Array(gzipSync(plain)),
    headers: {
      'Content-Type': type,
      'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
    },
  }
}

function answer({ plain, packed, headers }: ClientFile, request: Request): Response {
  const gzip = packed !== null && (request.headers.get('accept-encoding') ?? '').includes('gzip')
  const body = gzip ? packed : plain
  return new Response(request.method === 'HEAD' ? null : body, {
    headers: {
      ...headers,
      'Content-Length': String(body.length),
      ...(gzip && { 'Content-Encoding': 'gzip' }),
    },
  })
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

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

type Bytes = Uint8Array<ArrayBuffer>

interface ClientFile {
  readonly plain: Bytes
  /** The ways it is packed, best first. */
  readonly packed: readonly (readonly [encoding: string, Bytes])[]
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
  const path = join(folder, pathname)
  const plain = new Uint8Array(readFileSync(path))
  const type = types[extname(pathname)] ?? 'application/octet-stream'
  // Built files carry a hash of their content in their name; the few others do not.
  const lasting = pathname.startsWith('/assets/')
  return {
    plain,
    packed: type.startsWith('font/') || type.startsWith('image/png') ? [] : packedAt(path, plain),
    headers: {
      'Content-Type': type,
      'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
    },
  }
}

/**
 * The build leaves the best packed form beside a file; what it wrote after that (the list of addresses) is packed here,
 * once. Browsers that cannot unpack it get the usual one.
 */
function packedAt(path: string, plain: Bytes): ClientFile['packed'] {
  const built = `${path}.br`
  const best = existsSync(built) ? readFileSync(built) : brotliCompressSync(plain, quickly)
  return [
    ['br', new Uint8Array(best)],
    ['gzip', new Uint8Array(gzipSync(plain))],
  ]
}

/** Nearly as small as the best there is, in a few thousandths of a second. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

function answer({ plain, packed, headers }: ClientFile, request: Request): Response {
  const accepted = (request.headers.get('accept-encoding') ?? '')
    .split(',')
    .map((one) => one.split(';')[0]?.trim())
  const [encoding, body] = packed.find(([name]) => accepted.includes(name)) ?? [null, plain]
  return new Response(request.method === 'HEAD' ? null : body, {
    headers: {
      ...headers,
      'Content-Length': String(body.length),
      ...(encoding && { 'Content-Encoding': encoding }),
    },
  })
}

import { isPublicKey } from '@claviger/core/activation/key-statement'
import { textOfFile } from './code-text.ts'
import { Misuse } from './misuse.ts'

/** Which root is believed, and what it says of retired keys as far as somebody was asked. */
export interface Trust {
  readonly rootKeys: readonly string[]
  readonly retired?: string
}

/** Finds the root key: given, in a file, or at the vendor's own address. */
export async function findRoot(options: {
  readonly root?: string
  readonly server?: string
}): Promise<Trust> {
  const { root, server } = options
  if (root !== undefined) return { rootKeys: [await rootIn(root)] }
  if (server !== undefined) return trustOf(server)
  throw new Misuse('Say whom to believe: --root KEY (43 letters, or a file with them), or --server URL.')
}

async function rootIn(given: string): Promise<string> {
  const key = keyIn(given) ?? keyIn(await textOfFile(given))
  if (key === undefined) throw new Misuse(`${given} holds no root key: 43 letters, or the JSON of root.json.`)
  return key
}

async function trustOf(server: string): Promise<Trust> {
  const root = keyIn(await fetched(server, 'root.json'))
  if (root === undefined) throw new Misuse(`${server} answers, but not with a root key.`)
  const { retired } = JSON.parse(await fetched(server, 'keys.json')) as { readonly retired?: string }
  return { rootKeys: [root], ...(retired === undefined ? {} : { retired }) }
}

async function fetched(server: string, file: string): Promise<string> {
  const address = URL.parse(`/.well-known/claviger/${file}`, server)
  if (!address) throw new Misuse(`${server} is not an address: write it as https://licenses.example.com`)
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) })
    if (answer.ok) return await answer.text()
    throw new Error(`it answers ${answer.status}`)
  } catch (error) {
    throw new Misuse(`${address} could not be read: ${(error as Error).message}.`)
  }
}

function keyIn(text: string): string | undefined {
  const bare = text.trim()
  if (isPublicKey(bare)) return bare
  try {
    const { x } = JSON.parse(bare) as { readonly x?: unknown }
    return typeof x === 'string' && isPublicKey(x) ? x : undefined
  } catch {
    return undefined
  }
}

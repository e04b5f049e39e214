import type { VerdictLanguage } from '@claviger/core/activation/verdict-words'
import type { Looking } from '@claviger/core/activation/verify-with'
import type { CheckSeal } from './genuine.ts'
import { readOptions, type VerifyOptions } from './question.ts'
import type { Storage } from './storage.ts'

/** What {@link createLicense} is told. */
export interface LicenseOptions
  extends Pick<VerifyOptions, 'rootKey' | 'product' | 'release' | 'releasedOn'> {
  /** The address of the vendor's license service, such as `https://licenses.example.com`. */
  readonly server: string
  /** The language of all words; English when nothing is said. */
  readonly language?: VerdictLanguage | undefined
  /** Where to remember the license; by default a folder of the signed-in user, or the browser's `localStorage`. */
  readonly storage?: Storage | undefined
  /** Another way to the network: a proxy, or a test. */
  readonly fetch?: typeof fetch | undefined
  /** Another clock: for tests. */
  readonly now?: (() => Date) | undefined
  /** How this machine is called where its owner looks for it; the host name when nothing is said. */
  readonly machineName?: string | undefined
  /** Another way to wait: for tests. Rejected with the signal's reason when that is given up. */
  readonly sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined
}

/** What differs from runtime to runtime. */
export interface World {
  readonly checkSeal: CheckSeal
  storage(options: LicenseOptions): Storage
  readonly machine: { readonly name: string; readonly system: string }
}

/** How a machine introduces itself. */
export interface Machine {
  /** Random, made once; says nothing about the machine or its owner. */
  readonly id: string
  readonly name: string
  readonly system: string
}

const lookEveryMs = 60_000

/** Puts the options and the runtime together. */
export function readWorld(options: LicenseOptions, world: World) {
  const { now = () => new Date(), language = 'en', sleep = pause } = options
  const { now: _, ...looking } = readOptions({ ...options, now: now(), retired: undefined })
  const storage = options.storage ?? world.storage(options)
  return {
    looking: looking satisfies Omit<Looking, 'now'>,
    server: readServer(options.server),
    fetch: options.fetch ?? ((input: URL | RequestInfo, init?: RequestInit) => fetch(input, init)),
    checkSeal: world.checkSeal,
    machine: async (): Promise<Machine> => ({
      id: await machineId(storage),
      name: options.machineName ?? world.machine.name,
      system: world.machine.system,
    }),
    repeat: everySoOften,
    ...{ now, language, sleep },
  }
}

function readServer(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new TypeError('server: the address of the license service, such as https://licenses.example.com')
  return url.origin
}

/** Products of one vendor on one machine share it, so that a pack uses one place however many of them run. */
async function machineId(storage: Storage): Promise<string> {
  const kept = await storage.read('machine')
  if (kept && /^[\w-]{22,100}$/.test(kept)) return kept
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  const id = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
  await storage.write('machine', id)
  return (await storage.read('machine')) ?? id
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

/** Looks at once and then about once a minute whether a check is due; products that start together drift apart. */
function everySoOften(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = () => {
    timer = setTimeout(
      () => {
        act()
        next()
      },
      lookEveryMs * (0.75 + Math.random() / 2),
    )
    // Node would wait for it at the end of the program; browsers have nothing to let go.
    if (typeof timer === 'object') (timer as { unref?: () => void }).unref?.()
  }
  act()
  next()
  return () => clearTimeout(timer)
}

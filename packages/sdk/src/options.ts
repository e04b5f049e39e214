import { languageOf } from '@claviger/core/activation/verdict-words'
import type { Looking } from '@claviger/core/activation/verify-with'
import type { CheckSeal } from './genuine.ts'
import { type Machine, machineIn } from './machine.ts'
import { readOptions, type VerifyOptions } from './question.ts'
import { openStateBook } from './state-book.ts'
import type { Storage } from './storage.ts'
import { pause, rest, type Sleep } from './waiting.ts'

/** What {@link createLicense} is told. */
export interface LicenseOptions
  extends Pick<VerifyOptions, 'rootKey' | 'product' | 'release' | 'releasedOn'> {
  /** The address of the vendor's license service, such as `https://licenses.example.com`. */
  readonly server: string
  /** The language of all words, as a tag such as `navigator.language`; English where there are no words for it. */
  readonly language?: string | undefined
  /** Where to remember the license; by default a folder of the signed-in user, or the browser's `localStorage`. */
  readonly storage?: Storage | undefined
  /** Another way to the network: a proxy, or a test. */
  readonly fetch?: typeof fetch | undefined
  /** Another clock: for tests. */
  readonly now?: (() => Date) | undefined
  /** How this machine is called where its owner looks for it; the host name when nothing is said. */
  readonly machineName?: string | undefined
  /** Another way to wait: for tests. Rejected with the signal's reason when that is given up. */
  readonly sleep?: Sleep | undefined
}

/** What differs from runtime to runtime. */
export interface World {
  readonly checkSeal: CheckSeal
  storage(options: LicenseOptions): Storage
  readonly machine: Omit<Machine, 'id'>
}

/** Puts the options and the runtime together. */
export function readWorld(options: LicenseOptions, world: World) {
  const { now = () => new Date(), machineName = world.machine.name } = options
  const { now: _, ...looking } = readOptions({ ...options, now: now(), retired: undefined })
  const storage = options.storage ?? world.storage(options)
  return {
    looking: looking satisfies Omit<Looking, 'now'>,
    server: readServer(options.server),
    fetch: options.fetch ?? ((input: URL | RequestInfo, init?: RequestInit) => fetch(input, init)),
    checkSeal: world.checkSeal,
    machine: machineIn(storage, { name: machineName, system: world.machine.system }),
    book: openStateBook(storage, `product-${options.product}`),
    sleep: options.sleep ?? pause,
    rest: options.sleep ?? rest,
    ...{ now, language: languageOf(options.language ?? 'en') },
  }
}

function readServer(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new TypeError('server: the address of the license service, such as https://licenses.example.com')
  return url.origin
}

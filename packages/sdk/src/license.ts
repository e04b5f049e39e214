import { check } from './check.ts'
import { activate, release } from './connect.ts'
import type { ActivationPrompt, Connected } from './device-flow.ts'
import { enter } from './enter.ts'
import { statusNow } from './holding.ts'
import { keepChecked } from './keep-checked.ts'
import { type LicenseOptions, readWorld, type World } from './options.ts'
import type { LicenseStatus } from './status.ts'

/** The license of one product on this machine. */
export interface License {
  /**
   * What holds now, by what is kept on this machine alone: no network, so it may be asked at every start and every
   * minute.
   */
  status(): Promise<LicenseStatus>
  /**
   * Connects this machine to a license of the person who answers: shows a short code (`onPrompt`), waits until the
   * person has confirmed it in a browser, and keeps the signed answer. The same machine uses one activation, however
   * often it is connected.
   *
   * @param how.onPrompt Shows the code and where to type it.
   * @param how.signal Gives up waiting; the promise is then rejected with the signal's reason.
   */
  activate(how: {
    onPrompt: (prompt: ActivationPrompt) => void | Promise<void>
    signal?: AbortSignal
  }): Promise<Activated>
  /**
   * Asks the vendor again when it is time (every `checkHours` of the license, 24 where the vendor has not said otherwise),
   * or at once with `force`. Trouble on the way is never an answer: the last good one holds. A true refusal takes effect
   * at once.
   */
  check(how?: { force?: boolean }): Promise<LicenseStatus>
  /** Keeps an activation code that somebody entered. One that is not genuine, or for another product, is not kept. */
  enter(code: string): Promise<LicenseStatus>
  /**
   * Gives the machine's place back, for another one to take. Without network nothing is given back, and `released` is
   * false; `force` forgets the license here all the same.
   */
  release(how?: {
    force?: boolean
  }): Promise<{ readonly released: boolean; readonly status: LicenseStatus; readonly reason?: string }>
  /**
   * Checks in the background as long as the program runs; it never keeps the program running.
   *
   * @param onChange Is told when the verdict becomes another kind than it is at this call.
   * @returns A function that ends it.
   */
  keepChecked(onChange?: (status: LicenseStatus) => void): () => void
}

/** How connecting went, and what holds now. */
export interface Activated {
  readonly outcome: 'connected' | Exclude<Connected['kind'], 'granted'> | 'not-genuine'
  readonly reason?: string | undefined
  readonly status: LicenseStatus
}

/**
 * Opens the license of this product on this machine.
 *
 * @example
 * ```ts
 * const license = createLicense({ product: 'LOOM', release: '6.4.1', rootKey, server: 'https://licenses.example.com' })
 * let status = await license.status()
 * if (!status.runs) status = (await license.activate({ onPrompt: ({ verificationUriComplete }) => console.log(verificationUriComplete) })).status
 * if (!status.runs) exitWith(status.words)
 * license.keepChecked((changed) => { if (!changed.runs) saveAndStop(changed.words) })
 * ```
 */
export function openLicenseOf(options: LicenseOptions, world: World): License {
  const parts = readWorld(options, world)
  return {
    status: () => statusNow(parts),
    activate: (how) => activate(parts, how),
    check: (how) => check(parts, how?.force ?? false),
    enter: (code) => enter(parts, code),
    release: (how) => release(parts, how?.force ?? false),
    keepChecked: (onChange) => keepChecked(parts, onChange),
  }
}

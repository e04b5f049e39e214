import { createLicense, type License, memoryStorage } from '../node.ts'
import type { LicenseOptions } from '../options.ts'
import { licenseOf, root, secondsOf } from './test-vendor.ts'

export const day = 86_400_000

/** A copy of Loomwright 6.4.1 whose clock the test moves, and which waits only on that clock. */
export interface TestProduct {
  readonly now: () => Date
  /** How long it waited, each time. */
  readonly slept: readonly number[]
  at(moment: string): void
  later(ms: number): void
  open(more?: Partial<LicenseOptions>): License
}

/** Installs it on 1 February 2026. */
export function testProduct(): TestProduct {
  let now = new Date('2026-02-01T12:00:00Z')
  const slept: number[] = []
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  return {
    ...{ now: () => now, slept, later },
    at(moment) {
      now = new Date(moment)
    },
    open: (more = {}) =>
      createLicense({
        ...{ product: 'LOOM', release: '6.4.1', rootKey: root.publicKey, server: 'http://127.0.0.1:9' },
        storage: memoryStorage(),
        now: () => now,
        sleep: async (ms) => {
          slept.push(ms)
          later(ms)
        },
        ...more,
      }),
  }
}

/** What the vendor answers a connected product at this moment. */
export function onlineAt(issuedAt: string | Date, more: Parameters<typeof licenseOf>[0] = {}): string {
  const moment = typeof issuedAt === 'string' ? issuedAt : `${issuedAt.toISOString().slice(0, 19)}Z`
  return licenseOf({ kind: 'online', serial: 0, issuedAt: secondsOf(moment), ...more })
}

/** The vendor's signed word, on 5 February, that the license was taken back or the machine signed out. */
export function endedBy(by: string, why: 'revoked' | 'signed-out' = 'revoked'): string {
  return onlineAt('2026-02-05T12:00:00Z', { revoked: { at: secondsOf('2026-02-05T11:00:00Z'), by, why } })
}

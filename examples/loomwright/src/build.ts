import process from 'node:process'

/** What the build wrote into this copy: which release it is, whose product, and which root key it trusts. */
export interface Build {
  readonly product: string
  readonly release: string
  readonly releasedOn: string
  readonly rootKey: string
  readonly server: string
  /** Where this copy keeps its license; the SDK's own place when nothing is said. */
  readonly home: string | undefined
  readonly now: () => Date
}

/**
 * A real product writes these into its source when it is built. This one lets a demonstration say them from outside: who
 * can set variables here can run any release with any key, which is fine for a sample and for nothing else.
 */
export function readBuild(env: Readonly<Record<string, string | undefined>> = process.env): Build {
  const moment = env.LOOMWRIGHT_NOW
  return {
    product: env.LOOMWRIGHT_PRODUCT || 'LOOM',
    release: env.LOOMWRIGHT_RELEASE || '6.4.0',
    releasedOn: env.LOOMWRIGHT_RELEASED_ON || '2026-11-02',
    rootKey: env.LOOMWRIGHT_ROOT_KEY ?? '',
    server: env.LOOMWRIGHT_SERVER || 'http://localhost:4700',
    home: env.LOOMWRIGHT_HOME || undefined,
    now: () => (moment ? new Date(moment) : new Date()),
  }
}

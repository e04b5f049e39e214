import type { readWorld } from './options.ts'

/** All that acts on a license are given: what was asked for, what the runtime has, and what is remembered. */
export type Parts = ReturnType<typeof readWorld>

import type { readWorld } from './options.ts'
import type { StateBook } from './state.ts'

/** All that acts on a license are given: options, runtime, and what is remembered. */
export type Parts = ReturnType<typeof readWorld> & { readonly book: StateBook }

import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { saveDemoState } from './setup-store.ts'
import { loadVendor } from './vendor-store.ts'

export interface MarkDemo {
  readonly state: 'begun' | 'filled'
}

/** Notes that this database is a demo's, so that a demo never fills a real one and never fills itself twice. */
export async function markDemo(
  tx: Tx,
  { state }: MarkDemo,
): Promise<Decision<'marked', ReasonedRefusal<'not_allowed'>>> {
  if (tx.actor.kind !== 'operator') return refuseBy('not_allowed', 'at_the_machine', { needs: 'operator' })
  await saveDemoState(tx, state)
  return accept('marked')
}

export interface Installation {
  /** The vendor's name; null before the first run is finished. */
  readonly vendor: string | null
  readonly demo: 'begun' | 'filled' | null
}

/** What this database is: empty, somebody's, or a demo. */
export async function installation(read: Read, _query: Record<string, never>): Promise<Installation> {
  const vendor = await loadVendor(read)
  const setup = await read.sql.selectFrom('setup').select('demo').executeTakeFirst()
  return { vendor: vendor?.name ?? null, demo: setup?.demo ?? null }
}

import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { refuseBy } from '@claviger/core/kernel/rules'
import { setupKeyHours } from '@claviger/core/teams/setup-key'
import { tokenHash } from '../access/session-cookie.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockSetup, saveSetupKey } from './setup-store.ts'

export interface SetupKey {
  readonly key: string
  readonly validUntil: Date
}

/** Makes a new key to the first run; the one before stops working. Only whoever runs the machine may. */
export async function makeSetupKey(
  tx: Tx,
  _request: Readonly<Record<string, never>>,
): Promise<Decision<SetupKey, ReasonedRefusal<'not_allowed' | 'setup_finished'>>> {
  if (tx.actor.kind !== 'operator' && tx.actor.kind !== 'system')
    return refuseBy('not_allowed', 'at_the_machine', { needs: 'operator' })
  if ((await lockSetup(tx)).finishedAt) return refuseBy('setup_finished', 'setup_not_finished')
  const key = tx.newId.token()
  const validUntil = new Date(tx.now.getTime() + setupKeyHours * 3_600_000)
  await saveSetupKey(tx, tokenHash(key), validUntil)
  return accept({ key, validUntil })
}

import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { actorName, owns } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { lockMachine, saveSignOut } from './activation-store.ts'

export interface SignOutMachine {
  readonly organizationId: number
  readonly activationId: string
}

/**
 * Signs a machine out, such as a lost laptop: its product is refused at its next check, and its place is free at once. The
 * person may do so, and whoever may take the license back.
 */
export async function signOutMachine(
  tx: Tx,
  { organizationId, activationId }: SignOutMachine,
): Promise<Decision<{ readonly machineName: string }, ReasonedRefusal<'machine_not_found' | 'not_allowed'>>> {
  const machine = await lockMachine(tx, organizationId, activationId)
  if (!machine || !owns(tx.actor, machine.addressKey)) {
    const barred = await refuseHere(tx, {
      ...{ organizationId, teamId: machine?.teamId, missing: 'machine_not_found', exists: machine !== null },
      ...{ see: 'licenses.see', do: 'licenses.revoke' },
    })
    if (barred) return { ok: false, refusal: barred }
  }
  if (!machine) return missing(tx, 'machine_not_found')
  const { machineName, productCode, teamId, licenseId, personId } = machine
  if (machine.endedAt) return accept({ machineName })
  await saveSignOut(tx, machine, actorName(tx.actor))
  const facts = { machine: machineName, productCode }
  await record(tx, [{ what: 'machine_signed_out', organizationId, teamId, licenseId, personId, facts }])
  return accept({ machineName })
}

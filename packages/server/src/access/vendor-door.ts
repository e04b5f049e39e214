import { accept, type Decision } from '@claviger/core/kernel/decision'
import { mayAtVendor, type VendorPermission } from '@claviger/core/teams/permissions'
import { refuseAtVendor, type VendorDoorRefusal } from '@claviger/core/teams/vendor-door'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

export type { VendorDoorRefusal }

/** Lets those of the vendor's people through who have this right, and tells everybody else why not and whom to ask. */
export async function atVendor(
  door: Tx | Read,
  right: VendorPermission,
): Promise<Decision<'in', VendorDoorRefusal>> {
  if (mayAtVendor(door.actor, right)) return accept('in')
  const refusal = refuseAtVendor(door.actor, right, await loadDoorFacts(door))
  if (!refusal) throw new Error('two rules about the same door differ')
  return { ok: false, refusal }
}

async function loadDoorFacts({ sql: database }: Tx | Read) {
  const { rows } = await sql<{ vendor: string | null; owners: string[] | null }>`
    select (select name from vendor) as vendor,
      (select array_agg(coalesce(nullif(name, ''), address) order by added_at) from staff where role = 'owner') as owners
    `.execute(database)
  return { vendor: rows[0]?.vendor ?? '', owners: rows[0]?.owners ?? [] }
}

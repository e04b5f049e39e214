import type { Contact } from '@claviger/core/assignment/contact-rules'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { keepPerson } from '../teams/store.ts'

/** The one person a program gives a license to. */
export interface Recipient {
  readonly personId: string
  /** The address belongs to an account: the license is connected from the first moment. */
  readonly connected: boolean
  /** The person has a license of the product already. */
  readonly additional: boolean
}

/**
 * Makes whom a program names a person of the organization. The name it gives counts from now on, but for people with an
 * account, who say themselves what they are called.
 */
export async function keepRecipient(
  tx: Tx,
  { organizationId, productCode }: { readonly organizationId: number; readonly productCode: string },
  contact: Contact,
): Promise<Recipient> {
  const { rows } = await sql<{ connected: boolean; holding: boolean }>`select
    exists (select 1 from verified_address where address_key = ${contact.address.key}) as connected,
    exists (select 1 from assignment join person
      on person.organization_id = assignment.organization_id and person.id = assignment.person_id
      where person.organization_id = ${organizationId} and person.address_key = ${contact.address.key}
        and assignment.product_code = ${productCode} and assignment.ended_at is null) as holding`.execute(
    tx.sql,
  )
  const { connected = false, holding = false } = rows[0] ?? {}
  const personId = await keepPerson(tx, organizationId, contact, !connected)
  return { personId, connected, additional: holding }
}

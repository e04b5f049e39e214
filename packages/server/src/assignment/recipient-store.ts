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
  const connected = sql<boolean>`exists (select 1 from verified_address where address_key = ${contact.address.key})`
  const additional = sql<boolean>`exists (select 1 from assignment
    where assignment.organization_id = known.organization_id and assignment.person_id = known.id
      and assignment.product_code = ${productCode} and assignment.ended_at is null)`
  return keepPerson(tx, organizationId, contact, {
    renames: sql<boolean>`not ${connected}`,
    telling: sql<Omit<Recipient, 'personId'>>`${connected} as connected, ${additional} as additional`,
  })
}

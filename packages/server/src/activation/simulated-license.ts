import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { licenseIdsMeant } from '@claviger/core/kernel/ids'
import { sql } from 'kysely'
import type { Term } from '../catalog/tables.ts'
import type { Read } from '../db/unit-of-work.ts'

/** A license that was sold, as far as its terms are played through. */
export interface SimulatedLicense {
  readonly id: string
  readonly licensee: string
  /** Who holds it now; empty while nobody does. */
  readonly person: string
  readonly title: string
  readonly timeZone: string
  readonly start: CalendarDate
  readonly paidThrough: CalendarDate
  readonly term: Term
  readonly payment: 'settled' | 'awaiting'
  readonly dueOn: CalendarDate
  /** The product, or the members of the pack. */
  readonly products: readonly { readonly code: string; readonly name: string }[]
}

type Row = Omit<SimulatedLicense, 'start' | 'paidThrough' | 'dueOn' | 'payment'> & {
  readonly start: string
  readonly paidThrough: string
  readonly dueOn: string
  readonly payment: 'paid' | 'unpaid'
}

/** Finds a license of any customer by its id, however it was typed. */
export async function loadSimulatedLicense(read: Read, typed: string): Promise<SimulatedLicense | undefined> {
  const ids = licenseIdsMeant(typed)
  const { rows } = await sql<Row>`
    select license.id, organization.name as licensee, coalesce(nullif(person.name, ''), person.address, '') as person,
      product.name as title, organization.time_zone as "timeZone", subscription.starts_on as start,
      subscription.paid_through as "paidThrough", subscription.term, subscription.payment,
      subscription.due_on as "dueOn", (
        select json_agg(json_build_object('code', part.code, 'name', part.name) order by part.name, part.code)
        from product as part
        where part.code = product.code and product.kind = 'product' or part.code in (
          select pack_member.product_code from pack_member where pack_member.pack_code = product.code)) as products
    from license
    join organization on organization.id = license.organization_id
    join subscription on subscription.organization_id = license.organization_id
      and subscription.id = license.subscription_id
    join product on product.code = license.product_code
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where license.id = any(${[...ids]}::text[]) order by (license.id = ${ids[0] ?? ''}) desc limit 1`.execute(
    read.sql,
  )
  const [row] = rows
  return (
    row && {
      ...{ ...row, start: dateFrom(row.start), paidThrough: dateFrom(row.paidThrough) },
      ...{ dueOn: dateFrom(row.dueOn), payment: row.payment === 'paid' ? 'settled' : 'awaiting' },
    }
  )
}

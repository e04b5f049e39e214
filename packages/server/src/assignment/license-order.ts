import { type RawBuilder, sql } from 'kysely'

/** What a list of licenses can be sorted by; `position` is the order in which they were bought. */
export type LicenseSort =
  | 'position'
  | 'person'
  | 'product'
  | 'team'
  | 'status'
  | 'last_used'
  | 'renews'
  | 'license'
  | 'assigned'
  | 'assigned_by'
  | 'came'
  | 'until'
  | 'fallback'
  | 'version'
  | 'machines'
  | 'code'

/** What a sort needs to know besides the license, and the value it compares. */
export interface LicenseOrder {
  readonly joins: (organizationId: number) => RawBuilder<unknown>
  readonly by: RawBuilder<unknown>
}

const nothing = () => sql``

const assignment = () => sql`
  left join assignment as given on given.organization_id = license.organization_id and given.id = license.assignment_id`

const holder = () => sql`
  left join person as holder on holder.organization_id = license.organization_id and holder.id = license.person_id`

const product = () => sql`join product as bought on bought.code = license.product_code`

const team = () => sql`
  join team as owner on owner.organization_id = license.organization_id and owner.id = license.team_id`

const term = () => sql`
  join subscription as term on term.organization_id = license.organization_id and term.id = license.subscription_id`

const code = () => sql`
  left join activation_code as code on code.organization_id = license.organization_id
    and code.assignment_id = license.assignment_id and code.replaced_at is null`

/** Reads what was ever seen once, not once a license. */
const seen = (value: RawBuilder<unknown>) => (organizationId: number) =>
  sql`
  left join (select activation.assignment_id, ${value} as value from activation
    where activation.organization_id = ${organizationId} group by activation.assignment_id) as seen
    on seen.assignment_id = license.assignment_id`

/** 6.10 comes after 6.9; what is no number sorts as none. */
const lastRelease = sql`string_to_array(substring((array_agg(activation.release order by activation.last_seen_at desc)
  filter (where activation.ended_at is null))[1] from '^[0-9]{1,9}(?:[.][0-9]{1,9})*'), '.')::bigint[]`

/** Of one product, the later the day up to which releases are earned, the later the release that stays. */
const cutoff = sql`case when term.payment = 'paid' and not term.perpetual
    and term.starts_on + interval '12 months' <= term.paid_through + 1
  then greatest(term.starts_on, term.paid_through + 1 - interval '12 months') end`

const orders: Readonly<Record<LicenseSort, LicenseOrder>> = {
  position: { joins: nothing, by: sql`license.position` },
  person: { joins: holder, by: sql`holder.search_key` },
  product: { joins: product, by: sql`bought.name` },
  team: { joins: team, by: sql`owner.name` },
  status: {
    joins: nothing,
    by: sql`array_position(array['connected', 'invited', 'free', 'placed', 'withheld'], license.status)`,
  },
  last_used: { joins: seen(sql`max(activation.last_seen_at)`), by: sql`seen.value` },
  renews: { joins: term, by: sql`case when term.perpetual then null else term.paid_through end` },
  license: { joins: nothing, by: sql`license.id collate "C"` },
  assigned: { joins: assignment, by: sql`given.assigned_at` },
  assigned_by: { joins: assignment, by: sql`given.assigned_by` },
  came: { joins: assignment, by: sql`given.came_by` },
  until: { joins: assignment, by: sql`given.ends_on` },
  fallback: { joins: term, by: cutoff },
  version: { joins: seen(lastRelease), by: sql`seen.value` },
  machines: {
    joins: seen(sql`count(distinct activation.slot) filter (where activation.ended_at is null)`),
    by: sql`seen.value`,
  },
  code: { joins: code, by: sql`code.issued_at` },
}

/** Every word a list of licenses is sorted by. */
export const licenseSorts = Object.keys(orders) as LicenseSort[]

/** How a list is put in order by this word; by what it knows best when the word is none. */
export function licenseOrder(sort: string): LicenseOrder {
  return orders[licenseSorts.find((one) => one === sort) ?? 'position']
}

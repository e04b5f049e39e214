import { type InvitationRefusalCode, refuseTaking } from '@claviger/core/assignment/invitation-rules'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import type { AccountActor } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import {
  type InvitationRecord,
  invitationFacts,
  invitationOf,
  poolsOfInvitation,
} from '../assignment/invitation-store.ts'
import type { Read } from '../db/unit-of-work.ts'
import { freeSeats } from '../licenses/pool-store.ts'
import { loadWhomToAsk, type WhomToAsk } from '../teams/role-store.ts'

/** A license of one's own that a product could be connected to. */
export interface ConnectableLicense {
  readonly organizationId: number
  readonly licenseId: string
  readonly organization: string
  readonly team: string
  /** What the license is called: the product, or the pack it is in. */
  readonly title: string
  readonly address: string
  readonly paidThrough: string
}

/** A team that offers one to addresses such as the account's. */
export interface OfferedLicense {
  readonly organizationId: number
  readonly invitationId: string
  readonly organization: string
  readonly team: string
  readonly title: string
  /** Whose the license would be. */
  readonly address: string
}

export interface ConnectChoices {
  readonly licenses: readonly ConnectableLicense[]
  readonly offers: readonly OfferedLicense[]
  /** Whom to ask for a license, by organization that knows the account's addresses. */
  readonly ask: readonly WhomToAsk[]
}

/** What the signed-in account could connect a product to: licenses it has, and those it may take. */
export async function connectChoices(
  read: Read,
  query: { readonly productCode: string },
): Promise<Decision<ConnectChoices, { readonly code: 'not_signed_in' }>> {
  const { actor } = read
  if (actor.kind !== 'account') return refuse('not_signed_in')
  const keys = actor.addresses.map((own) => own.key)
  const licenses = await listConnectable(read, keys, query.productCode)
  const offers = await listOffers(read, actor, query.productCode)
  const held = new Set(licenses.map((one) => one.organizationId))
  return accept({
    licenses,
    offers: offers.filter((offer) => !held.has(offer.organizationId)),
    ask: licenses.length + offers.length > 0 ? [] : await loadWhomToAsk(read, keys),
  })
}

/** Products that run by a license of the query's `product_code`, it itself or a pack it is in. */
const licensing = (column: ReturnType<typeof sql.ref>, productCode: string) => sql`(${column} = ${productCode}
  or exists (select 1 from pack_member where pack_code = ${column} and pack_member.product_code = ${productCode}))`

async function listConnectable(
  read: Read,
  addressKeys: readonly string[],
  productCode: string,
): Promise<ConnectableLicense[]> {
  const { rows } = await sql<ConnectableLicense>`
    select assignment.organization_id as "organizationId", assignment.license_id as "licenseId",
      organization.name as organization, team.name as team, product.name as title, person.address,
      subscription.paid_through as "paidThrough"
    from person
    join assignment on assignment.organization_id = person.organization_id and assignment.person_id = person.id
      and assignment.ended_at is null
    join license on license.organization_id = assignment.organization_id and license.id = assignment.license_id
    join subscription on subscription.organization_id = license.organization_id
      and subscription.id = license.subscription_id
    join organization on organization.id = assignment.organization_id
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join product on product.code = assignment.product_code
    where person.address_key = any(${[...addressKeys]}::text[])
      and ${licensing(sql.ref('assignment.product_code'), productCode)}
    order by subscription.paid_through desc, organization.name, assignment.license_id`.execute(read.sql)
  return rows
}

interface OfferRow extends InvitationRecord {
  readonly organization: string
  readonly time_zone: string
  readonly team: string
  readonly title: string
  readonly taken: number
  readonly free: number
  readonly person_key: string | null
  readonly returned_at: Date | null
}

/** Links whose administrator offers them also from within the product, as far as they would give something today. */
async function listOffers(read: Read, actor: AccountActor, productCode: string): Promise<OfferedLicense[]> {
  const own = actor.addresses.flatMap(({ address }) => {
    const read = readAddress(address)
    return read.ok ? [read.plan] : []
  })
  const { rows } = await sql<OfferRow>`
    select invitation.*, organization.name as organization, organization.time_zone, team.name as team,
      product.name as title, ${freeSeats(read.now, poolsOfInvitation)} as free,
      (select count(*) from assignment where assignment.organization_id = invitation.organization_id
        and assignment.invitation_id = invitation.id and assignment.ended_at is null) as taken,
      person.address_key as person_key,
      (select max(assignment.ended_at) from assignment where assignment.organization_id = invitation.organization_id
        and assignment.invitation_id = invitation.id and assignment.person_id = person.id
        and assignment.end_reason = 'revoked') as returned_at
    from invitation
    join organization on organization.id = invitation.organization_id
    join team on team.organization_id = invitation.organization_id and team.id = invitation.team_id
    join product on product.code = invitation.product_code
    left join person on person.organization_id = invitation.organization_id
      and person.address_key = any(${own.map((one) => one.key)}::text[])
    where invitation.offered and invitation.domains && ${own.map((one) => one.domain)}::text[]
      and ${licensing(sql.ref('invitation.product_code'), productCode)}
    order by organization.name, team.name, invitation.id limit 200`.execute(read.sql)
  const offers = own.flatMap((address) =>
    rows.filter((row) => !refuseOffer(read, row, address)).map((row) => offerOf(row, address.typed)),
  )
  return [...new Map(offers.map((offer) => [`${offer.invitationId} ${offer.address}`, offer])).values()]
}

function refuseOffer(
  read: Read,
  row: OfferRow,
  address: { readonly key: string; readonly typed: string; readonly domain: string },
): { readonly code: InvitationRefusalCode } | null {
  const { taken, free: freeSeats } = row
  const facts = invitationFacts(invitationOf(row), { replacedAt: null, taken, freeSeats })
  const returnedAt = row.person_key === address.key ? row.returned_at : null
  const taker = { address: address.typed, domain: address.domain, returnedAt }
  return refuseTaking(facts, taker, todayIn(read.now, row.time_zone))
}

function offerOf(row: OfferRow, address: string): OfferedLicense {
  const { organization, team, title } = row
  return { organizationId: row.organization_id, invitationId: row.id, organization, team, title, address }
}

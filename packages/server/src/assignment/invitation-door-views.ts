import {
  asksInstead,
  type InvitationFacts,
  refuseByLink,
  refuseTaking,
} from '@claviger/core/assignment/invitation-rules'
import { type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type Address, domainShown, readAddress } from '@claviger/core/kernel/email'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { refuseBy } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { freeSeats } from '../licenses/pool-store.ts'
import { listAnswerers } from './answerer-store.ts'
import {
  countTaken,
  findInvitationAddress,
  type InvitationRecord,
  invitationFacts,
  invitationOf,
  poolsOfInvitation,
} from './invitation-store.ts'
import { loadSetting } from './store.ts'

/** A question that waits for its answer. */
export interface WaitingRequest {
  readonly organizationId: number
  readonly id: string
  readonly askedAt: Date
  /** Who is asked. */
  readonly answerers: readonly string[]
}

/** What a link gives to one address. */
export interface LinkChance {
  readonly address: string
  /** The license of this product this address already holds in the organization. */
  readonly licenseId: string | null
  /** Why it gets nothing today, or null when it may take a license or has one. */
  readonly refusal: ReasonedRefusal | null
  /** What it refuses may be asked for here, in one press. */
  readonly asks: boolean
  /** The question of this address that waits; only of one the actor has proved. */
  readonly request: WaitingRequest | null
}

/** What anybody who opens a link sees. */
export interface InvitationDoor {
  readonly organization: string
  readonly product: string
  readonly from: string
  readonly cap: number | null
  readonly taken: number
  readonly freeSeats: number
  readonly endsOn: string | null
  readonly domains: readonly string[]
  /** Why the link gives nothing to anybody today. */
  readonly refusal: ReasonedRefusal | null
  /** Nobody takes one by it today without asking: it asks first, or lets the rest ask. */
  readonly asks: boolean
  /** What it gives to each address the actor has proved. */
  readonly own: readonly LinkChance[]
  /** What it gives to the address asked about, as far as it may be told before the address is proved. */
  readonly asked: LinkChance | null
}

/** Shows a link to whoever opens it. Looking changes nothing, however often and whoever it is. */
export async function invitationDoor(
  read: Read,
  query: { readonly token: string; readonly address?: string },
): Promise<Decision<InvitationDoor, ReasonedRefusal<'link_unknown'>>> {
  const found = await findInvitationAddress(read, query.token)
  const setting = found && (await loadSetting(read, found.organizationId))
  const row = found && (await loadRow(read, found.organizationId, found.invitationId))
  if (!found || !setting || !row) return refuseBy('link_unknown', 'link_leads_somewhere')

  const invitation = invitationOf(row)
  const taken = await countTaken(read, found.organizationId, found.invitationId)
  const facts = invitationFacts(invitation, { replacedAt: found.replacedAt, taken, freeSeats: row.free })
  const today = todayIn(read.now, setting.timeZone)
  const { from, cap, endsOn } = { ...invitation, from: invitation.createdBy }
  const asked = query.address === undefined ? null : readAddress(query.address)
  const refusal = refuseByLink(facts, today)
  return accept({
    ...{ from, cap, endsOn, taken, freeSeats: row.free, product: row.product },
    organization: setting.organizationName,
    domains: invitation.domains.map(domainShown),
    refusal,
    asks: invitation.asksFirst ? refusal === null : asksInstead(invitation, refusal),
    own: await ownChances(read, row, facts, today),
    asked: asked?.ok ? chance(asked.plan, nothing, facts, today) : null,
  })
}

interface DoorRow extends InvitationRecord {
  readonly product: string
  readonly free: number
}

async function loadRow(read: Read, organizationId: number, id: string): Promise<DoorRow | undefined> {
  const { rows } = await sql<DoorRow>`
    select invitation.*, product.name as product,
      ${freeSeats(read.now, poolsOfInvitation)} as free
    from invitation join product on product.code = invitation.product_code
    where invitation.organization_id = ${organizationId} and invitation.id = ${id}`.execute(read.sql)
  return rows[0]
}

interface Standing {
  readonly licenseId: string | null
  readonly returnedAt: Date | null
  readonly request: LinkChance['request']
}

const nothing: Standing = { licenseId: null, returnedAt: null, request: null }

async function ownChances(
  read: Read,
  row: DoorRow,
  facts: InvitationFacts,
  today: CalendarDate,
): Promise<LinkChance[]> {
  if (read.actor.kind !== 'account') return []
  const standings = await loadStandings(
    read,
    row,
    read.actor.addresses.map((own) => own.key),
  )
  return read.actor.addresses.flatMap((own) => {
    const address = readAddress(own.address)
    return address.ok ? [chance(address.plan, standings.get(own.key) ?? nothing, facts, today)] : []
  })
}

function chance(
  address: Address,
  { licenseId, returnedAt, request }: Standing,
  facts: InvitationFacts,
  today: CalendarDate,
): LinkChance {
  const taker = { address: address.typed, domain: address.domain, returnedAt }
  const refusal = licenseId === null ? refuseTaking(facts, taker, today) : null
  return { address: address.typed, licenseId, refusal, asks: asksInstead(facts, refusal), request }
}

/**
 * What these addresses hold of the link's product, in a pack or alone, whether the link's license was taken back, and
 * whether they wait for one. Somebody may wait whom the organization does not know yet.
 */
async function loadStandings(
  read: Read,
  row: DoorRow,
  addressKeys: readonly string[],
): Promise<Map<string, Standing>> {
  const { rows } = await sql<RawStanding>`
    select own.address_key, request.id as request_id, request.created_at as asked_at,
      (select assignment.license_id from assignment
        where assignment.organization_id = person.organization_id and assignment.person_id = person.id
          and assignment.ended_at is null and (assignment.product_code = ${row.product_code}
            or exists (select 1 from pack_member where pack_code = assignment.product_code
              and pack_member.product_code = ${row.product_code}))
        order by assignment.product_code = ${row.product_code} desc limit 1) as license_id,
      (select max(assignment.ended_at) from assignment
        where assignment.organization_id = person.organization_id and assignment.person_id = person.id
          and assignment.invitation_id = ${row.id} and assignment.end_reason = 'revoked') as returned_at
    from unnest(${[...addressKeys]}::text[]) as own (address_key)
    left join person on person.organization_id = ${row.organization_id} and person.address_key = own.address_key
    left join license_request as request on request.organization_id = ${row.organization_id}
      and request.invitation_id = ${row.id} and request.address_key = own.address_key and request.state = 'open'`.execute(
    read.sql,
  )
  const waits = rows.some((one) => one.request_id !== null)
  const answerers = waits ? await listAnswerers(read, row.organization_id, invitationOf(row)) : []
  const asked = {
    organizationId: row.organization_id,
    answerers: answerers.map((one) => one.name || one.address),
  }
  return new Map(rows.map((one) => [one.address_key, standingOf(one, asked)]))
}

interface RawStanding {
  readonly address_key: string
  readonly license_id: string | null
  readonly returned_at: Date | null
  readonly request_id: string | null
  readonly asked_at: Date | null
}

function standingOf(
  { license_id: licenseId, returned_at: returnedAt, request_id: id, asked_at: askedAt }: RawStanding,
  asked: Pick<WaitingRequest, 'organizationId' | 'answerers'>,
): Standing {
  return { licenseId, returnedAt, request: id && askedAt ? { ...asked, id, askedAt } : null }
}

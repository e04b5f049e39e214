import { asksInstead, refuseTaking } from '@claviger/core/assignment/invitation-rules'
import { decideAskingByLink, mostLettersPerDay } from '@claviger/core/assignment/request-rules'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { type Address, readAddress } from '@claviger/core/kernel/email'
import { refuseBy } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { type Actor, owns } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import { loadProduct } from '../catalog/store.ts'
import { daysBefore } from '../db/days-before.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { countFreeSeats } from '../licenses/pool-store.ts'
import { listAnswerers } from './answerer-store.ts'
import { loadAssignmentFacts } from './facts-store.ts'
import {
  countTaken,
  findInvitationAddress,
  type Invitation,
  invitationFacts,
  loadReturnByLink,
  lockInvitation,
} from './invitation-store.ts'
import { countAsked, type NewRequest, saveRequest } from './request-store.ts'
import { loadSetting, type Setting } from './store.ts'
import { tellAnswerers } from './tell-answerers.ts'

export interface AskAdministrator {
  readonly token: string
  readonly address: unknown
  /** A line to whoever answers; may be empty. */
  readonly note: unknown
}

interface Asking {
  readonly invitation: Invitation
  readonly replacedAt: Date | null
  readonly setting: Setting
  readonly product: { readonly code: string; readonly name: string }
  readonly address: Address
  readonly proved: boolean
  readonly note: string
}

/**
 * Keeps the question of somebody to whom a link gave nothing, or whom it lets ask, and writes to whoever answers. A link
 * that is meant to be asked by wants the address proved; for all others it is enough to have typed it.
 */
export async function askAdministrator(
  tx: Tx,
  request: AskAdministrator,
): Promise<Decision<{ readonly asked: readonly string[] }, Refusal>> {
  const read = await readAsking(tx, request)
  if (!read.ok) return read
  const { invitation, address, proved } = read.plan
  const met = await refusalMet(tx, read.plan)
  if (!met.ok) return met
  if (!proved && asksInstead(invitation, met.plan))
    return refuseBy('address_not_proved', 'address_is_proved', { address: address.typed })

  const since = daysBefore(tx.now, 1)
  const counts = await countAsked(tx, invitation, { addressKey: address.key, proved, since })
  const allowed = decideAskingByLink({ proved, ...counts, by: invitation.createdBy })
  if (!allowed.ok) return allowed
  const answerers = await listAnswerers(tx, invitation.organizationId, invitation)
  const wish = requestOf(tx, read.plan, met.plan?.code ?? 'link_open')
  if (await saveRequest(tx, wish)) {
    await note(tx, wish)
    if (counts.all < mostLettersPerDay) await tell(tx, read.plan, wish, answerers, counts.all + 1)
  }
  return accept({ asked: answerers.map((one) => one.name || one.address) })
}

async function readAsking(tx: Tx, request: AskAdministrator): Promise<Decision<Asking, Refusal>> {
  const address = readAddress(typeof request.address === 'string' ? request.address : '')
  if (!address.ok) return { ok: false, refusal: { ...address.refusal, field: 'address' } }
  const line =
    request.note === '' || request.note === undefined
      ? accept('')
      : readName(request.note, { field: 'note', max: 500 })
  if (!line.ok) return line
  const found = await findInvitationAddress(tx, request.token)
  const invitation = found && (await lockInvitation(tx, found.organizationId, found.invitationId))
  const setting = invitation && (await loadSetting(tx, invitation.organizationId))
  const product = invitation && (await loadProduct(tx, invitation.productCode))
  if (!found || !invitation || !setting || !product) return refuseBy('link_unknown', 'link_leads_somewhere')
  const { replacedAt } = found
  const proved = owns(tx.actor, address.plan.key)
  return accept({ invitation, replacedAt, setting, product, address: address.plan, proved, note: line.plan })
}

/** Why the link gives this person nothing; only whoever proved the address is told of a license it has already. */
async function refusalMet(
  tx: Tx,
  { invitation, replacedAt, setting, product, address, proved }: Asking,
): Promise<Decision<{ readonly code: string } | null, Refusal>> {
  const freeSeats = await countFreeSeats(tx, invitation)
  if (proved) {
    const question = { ...invitation, addressKeys: [address.key], nameKeys: [] }
    const named = { productCode: product.code, productName: product.name }
    const held = (await loadAssignmentFacts(tx, question, named, freeSeats)).holds.get(address.key)
    if (held) return refuseBy('already_has_license', 'has_no_license_yet', { ...held })
  }
  const taken = await countTaken(tx, invitation.organizationId, invitation.id)
  const returnedAt = await loadReturnByLink(tx, invitation, address.key)
  const taker = { address: address.typed, domain: address.domain, returnedAt }
  const facts = invitationFacts(invitation, { replacedAt, taken, freeSeats })
  return accept(refuseTaking(facts, taker, todayIn(tx.now, setting.timeZone)))
}

function requestOf(tx: Tx, { invitation, address, proved, note }: Asking, reason: string): NewRequest {
  const { organizationId, teamId, productCode, id: invitationId } = invitation
  return {
    ...{ id: tx.newId.uuid(), organizationId, teamId, productCode, invitationId, licenseId: null },
    ...{ address: address.typed, addressKey: address.key, proved, note, reason },
    name: proved ? ownName(tx.actor, address) : '',
  }
}

/** The name of an account, unless it is called by this address. */
function ownName(actor: Actor, address: Address): string {
  return actor.kind === 'account' && actor.name !== address.typed ? actor.name : ''
}

function note(
  tx: Tx,
  { id, organizationId, teamId, invitationId, address, reason }: NewRequest,
): Promise<void> {
  const facts = { requestId: id, address, reason, invitationId }
  return record(tx, [{ what: 'license_requested', organizationId, teamId, facts }])
}

async function tell(
  tx: Tx,
  { invitation, setting, product }: Asking,
  { id, address, proved, name, note, reason }: NewRequest,
  answerers: Awaited<ReturnType<typeof listAnswerers>>,
  place: number,
): Promise<void> {
  await tellAnswerers(tx, setting, answerers, {
    kind: 'license_requested',
    facts: {
      ...{ requestId: id, invitationId: invitation.id, link: invitation.name },
      ...{ address, name, proved, note, reason },
      ...{ organization: setting.organizationName, slug: setting.slug, product: product.name },
      freeSeats: await countFreeSeats(tx, invitation),
      last: place === mostLettersPerDay,
    },
  })
}

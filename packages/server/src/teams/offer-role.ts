import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type Address, readAddress } from '@claviger/core/kernel/email'
import { type FieldsWrong, optional, readChoice, readFields, readFormId } from '@claviger/core/kernel/fields'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { isTeamRole, roles } from '@claviger/core/teams/permission-matrix'
import { grantBehind, type RoleScope } from '@claviger/core/teams/role-rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { missing, refuseGranting } from './access.ts'
import type { teamsLetters } from './letters.ts'
import { loadAddressKey, loadGrantOf, saveGrant } from './role-store.ts'
import { ensurePeople, loadOrganization, type Organization, type Team } from './store.ts'
import { holdTeam } from './team-store.ts'

export interface OfferRole {
  readonly organizationId: number
  /** Drawn when the form is shown: sending it twice makes one offer. */
  readonly id: string
  readonly email: string
  readonly name?: string
  readonly role: string
  /** For the roles of a team. */
  readonly teamId?: number | null
}

export type OfferRoleRefusal =
  | FieldsWrong
  | ReasonedRefusal<'organization_not_found' | 'team_not_found' | 'not_allowed'>

/** What an offer came to: new, or what the person has or was offered already. */
export interface RoleOffer {
  readonly id: string
  readonly state: 'offered' | 'offered_before' | 'held_before'
}

/** Offers somebody a role by letter. Nobody has it before they accept it with the address it was sent to. */
export async function offerRole(tx: Tx, request: OfferRole): Promise<Decision<RoleOffer, OfferRoleRefusal>> {
  const read = readOffer(request)
  if (!read.ok) return read
  const { role } = read.plan
  const teamId = isTeamRole(role) ? (request.teamId ?? 0) : null
  const scope: RoleScope = { organizationId: request.organizationId, teamId, role }
  const refusal = await refuseGranting(tx, scope)
  if (refusal) return { ok: false, refusal }
  const organization = await loadOrganization(tx, scope.organizationId)
  if (!organization) return missing(tx, 'organization_not_found')
  const team = teamId === null ? null : await holdTeam(tx, organization.id, teamId)
  if (team === undefined) return missing(tx, 'team_not_found')
  return saveOffer(tx, { ...read.plan, scope, organization, team })
}

function readOffer(request: OfferRole) {
  return readFields({
    id: readFormId(request.id),
    email: readAddress(request.email),
    name: optional(request.name, (text) => readName(text, { field: 'name', max: 100 })),
    role: readChoice(request.role, roles),
  })
}

interface Offer {
  readonly id: string
  readonly email: Address
  readonly name: string | null
  readonly scope: RoleScope
  readonly organization: Organization
  readonly team: Team | null
}

async function saveOffer(tx: Tx, offer: Offer): Promise<Decision<RoleOffer, OfferRoleRefusal>> {
  const { id, email, scope } = offer
  const person = { address: email, name: offer.name ?? '', firstName: '', lastName: '' }
  const personId = (await ensurePeople(tx, scope.organizationId, [person])).get(email.key)
  if (!personId) throw new Error('a person was not kept')
  const granter = grantBehind(tx.actor, scope)
  const granterKey = granter ? await loadAddressKey(tx, scope.organizationId, granter.personId) : null
  const grant = { ...scope, id, personId, acceptedAt: null, grantedBy: actorName(tx.actor), granterKey }
  if (!(await saveGrant(tx, grant))) {
    const before = await loadGrantOf(tx, grant)
    return accept({ id: before?.id ?? id, state: before?.acceptedAt ? 'held_before' : 'offered_before' })
  }
  await queueLetters<typeof teamsLetters>(tx, [letterOf(tx, offer)])
  await record(tx, [
    {
      what: 'role_offered',
      organizationId: scope.organizationId,
      ...(scope.teamId === null ? {} : { teamId: scope.teamId }),
      personId,
      facts: { address: email.typed, role: scope.role },
    },
  ])
  return accept({ id, state: 'offered' })
}

function letterOf(tx: Tx, { id, email, name, scope, organization, team }: Offer) {
  const facts = {
    by: actorName(tx.actor),
    byAddress: actorAddress(tx.actor),
    organization: organization.name,
    role: scope.role,
    team: team?.name ?? null,
    path: `/role/${organization.id}/${id}`,
  }
  const { id: organizationId, locale } = organization
  return {
    kind: 'role_offered' as const,
    organizationId,
    to: { address: email.mailTo, name: name ?? '' },
    locale,
    facts,
  }
}

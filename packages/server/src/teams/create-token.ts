import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readChoice, readFields, readFormId } from '@claviger/core/kernel/fields'
import { check, passing, type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { grantsOf, type TokenRole } from '@claviger/core/teams/actor'
import { may, type Permission, teamsWhere } from '@claviger/core/teams/permissions'
import { mostTokens, tokenRolesAt, tokenRolesFor } from '@claviger/core/teams/token-rules'
import { type ApiToken, countTokensOf, lockToken, saveToken } from '../access/token-store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from './access.ts'
import { loadOrganization } from './store.ts'
import { holdTeam } from './team-store.ts'
import { tellOwner } from './tell-owner.ts'
import { tokenEvent } from './token-parts.ts'

export interface CreateToken {
  readonly organizationId: number
  /** Drawn when the form is shown: sending it twice makes one token. */
  readonly id: string
  readonly name: string
  readonly role: string
  /** Absent or null: for the whole organization. */
  readonly teamId?: number | null
}

/** A token, and what its caller will hold: told here once and nowhere again. */
export interface TokenMade {
  readonly id: string
  /** Null where the same form has made it before. */
  readonly key: string | null
}

export type CreateTokenRefusal =
  | FieldsWrong
  | ReasonedRefusal<
      'organization_not_found' | 'team_not_found' | 'not_allowed' | 'form_already_used' | 'too_many_tokens'
    >

/** Makes an API token for oneself: in a place where one has a role, and never above it. */
export async function createToken(
  tx: Tx,
  request: CreateToken,
): Promise<Decision<TokenMade, CreateTokenRefusal>> {
  const place = { organizationId: request.organizationId, teamId: request.teamId ?? null }
  const read = readFields({
    id: readFormId(request.id),
    name: readName(request.name, { field: 'name', max: 60 }),
    role: readChoice(request.role, tokenRolesFor(place.teamId)),
  })
  if (!read.ok) return read
  const found = await findGiver(tx, { ...place, role: read.plan.role })
  if (!found.ok) return found
  return saveMade(tx, { ...read.plan, ...place, personId: found.plan })
}

interface Wanted {
  readonly organizationId: number
  readonly teamId: number | null
  readonly role: TokenRole
}

/** The person of the organization whose roles allow the token; the actor may be known there by several addresses. */
async function findGiver(
  tx: Tx,
  { role, ...place }: Wanted,
): Promise<Decision<string, ReasonedRefusal<'organization_not_found' | 'team_not_found' | 'not_allowed'>>> {
  const { organizationId, teamId } = place
  const held = grantsOf(tx.actor).filter((grant) => grant.organizationId === organizationId)
  const persons = [...new Set(held.map((grant) => grant.personId))]
  const giver = persons.find((personId) => tokenRolesAt({ ...place, personId }, held).includes(role))
  const there =
    teamId === null ? await loadOrganization(tx, organizationId) : await holdTeam(tx, organizationId, teamId)
  const refusal = await refuseWhere(tx, organizationId, {
    missing: teamId === null ? 'organization_not_found' : 'team_not_found',
    sees: there !== undefined && seesPlace(tx, place),
    does: giver !== undefined,
    ...{ right: rightFor[role], teamId },
  })
  if (refusal) return { ok: false, refusal }
  return giver === undefined ? missing(tx, 'organization_not_found') : accept(giver)
}

/** What a token of this role takes, for saying what is missing. */
const rightFor: Readonly<Record<TokenRole, Permission>> = {
  administrator: 'tokens.write',
  primary_contact: 'teams.see_all',
  viewer: 'tokens.read',
}

function seesPlace({ actor }: Tx, { organizationId, teamId }: Omit<Wanted, 'role'>): boolean {
  if (teamId !== null) return may(actor, 'organization.see', organizationId, teamId)
  return teamsWhere(actor, 'organization.see', organizationId).length > 0
}

interface NewToken extends Wanted {
  readonly id: string
  readonly name: string
  readonly personId: string
}

async function saveMade(tx: Tx, token: NewToken): Promise<Decision<TokenMade, CreateTokenRefusal>> {
  const { organizationId, id, personId } = token
  const key = tx.newId.apiToken()
  const isNew = await saveToken(tx, { ...token, key })
  const saved = await lockToken(tx, token)
  if (!saved) throw new Error('a token was not kept')
  if (!isNew) return madeBefore(saved, token)
  const tokens = await countTokensOf(tx, organizationId, personId)
  const passed = passing([
    check('too_many_tokens', 'tokens_are_few', tokens <= mostTokens, { most: mostTokens }),
  ])
  if (!passed.ok) return passed
  await tellOwner(tx, 'token_created', saved)
  await record(tx, [tokenEvent('token_created', saved)])
  return accept({ id, key })
}

/** The same form again is told so, without the key; the form of somebody else is none of theirs. */
function madeBefore(saved: ApiToken, { personId }: NewToken): Decision<TokenMade, CreateTokenRefusal> {
  return saved.personId === personId && saved.revokedAt === null
    ? accept({ id: saved.id, key: null })
    : refuseBy('form_already_used', 'form_not_sent_before')
}

import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type Actor, type Grant, grantsOf, type TokenRole } from '@claviger/core/teams/actor'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { standingTo, tokenReach, tokenRoles, tokenRolesAt } from '@claviger/core/teams/token-rules'
import { type ApiToken, listTokens } from '../access/token-store.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from './access.ts'
import { listGrants } from './role-store.ts'
import { listTeams, type Team } from './store.ts'
import { keySince } from './token-parts.ts'

/** One token as its page and its list for programs show it. */
export interface TokenRow {
  readonly id: string
  readonly name: string
  /** The first letters of what its caller holds. */
  readonly hint: string
  /** What it was made for. */
  readonly role: TokenRole
  /** What it comes to now, by the roles of its owner; null: nothing. */
  readonly actsAs: TokenRole | null
  /** The one team it is for. */
  readonly team: Team | null
  readonly owner: { readonly name: string; readonly address: string }
  /** Belongs to the reader, who may give it another key. */
  readonly own: boolean
  readonly createdAt: Date
  readonly rotatedAt: Date | null
  readonly lastUsedAt: Date | null
  /** Since when its key is in force: sent along by the form that replaces it. */
  readonly keySince: string
}

/** A place the reader may make a token for, and as what. */
export interface TokenPlaceChoice {
  /** Null: the whole organization. */
  readonly team: Team | null
  readonly roles: readonly TokenRole[]
}

export interface TokensPage {
  /** The number programs name the organization by. */
  readonly organizationId: number
  readonly organization: string
  /** The one team the page is locked to. */
  readonly team: Team | null
  readonly enabled: boolean
  readonly maySwitch: boolean
  readonly tokens: readonly TokenRow[]
  readonly choices: readonly TokenPlaceChoice[]
}

export interface TokensQuery {
  readonly organizationId: number
  readonly teamId?: number | undefined
}

/**
 * The API of an organization, or of one of its teams: whether it is on, the reader's own tokens and those they look after,
 * and what they could make a token for.
 */
export async function tokensPage(
  read: Read,
  { organizationId, teamId }: TokensQuery,
): Promise<Decision<TokensPage, ReasonedRefusal<'organization_not_found'>>> {
  const organization = await loadApi(read, organizationId)
  const teams = organization ? await listTeams(read, organizationId) : []
  const team = teams.find((one) => one.id === teamId) ?? null
  if (!organization || !seesPlace(read.actor, organizationId, teamId) || (teamId !== undefined && !team))
    return missing(read, 'organization_not_found')
  const names = new Map(teams.map((one) => [one.id, one]))
  const held = await heldByPerson(read, organizationId)
  const tokens = await listTokens(read, organizationId)
  const places = team ? [team] : [null, ...teams]
  return accept({
    ...{ organizationId, organization: organization.name, team, enabled: organization.enabled },
    maySwitch: may(read.actor, 'organization.settings', organizationId),
    tokens: tokens
      .filter((token) => token.teamId === null || names.has(token.teamId))
      .filter((token) => teamId === undefined || token.teamId === teamId)
      .flatMap((token) => rowOf(read.actor, token, { names, held })),
    choices: places
      .map((place) => ({ team: place, roles: rolesAt(read.actor, organizationId, place) }))
      .filter(({ roles }) => roles.length > 0),
  })
}

async function loadApi({ sql: db }: Read, organizationId: number) {
  if (!Number.isSafeInteger(organizationId)) return undefined
  return db
    .selectFrom('organization')
    .select(['name', 'api_enabled as enabled'])
    .where('id', '=', organizationId)
    .executeTakeFirst()
}

function seesPlace(actor: Actor, organizationId: number, teamId: number | undefined): boolean {
  if (teamId !== undefined) return may(actor, 'organization.see', organizationId, teamId)
  return teamsWhere(actor, 'organization.see', organizationId).length > 0
}

type Held = ReadonlyMap<string, readonly Grant[]>

async function heldByPerson(read: Read, organizationId: number): Promise<Held> {
  const grants = await listGrants(read, organizationId)
  return Map.groupBy(
    grants.filter((grant) => grant.acceptedAt !== null),
    (grant) => grant.personId,
  )
}

interface Around {
  readonly names: ReadonlyMap<number, Team>
  readonly held: Held
}

/** A token the reader has nothing to do with is not there. */
function rowOf(actor: Actor, token: ApiToken, { names, held }: Around): readonly TokenRow[] {
  const { own, manages } = standingTo(actor, token)
  if (!own && !manages) return []
  const { id, name, hint, role, teamId, owner, createdAt, rotatedAt, lastUsedAt } = token
  const reach = tokenReach(token, held.get(token.personId) ?? [])
  return [
    {
      ...{ id, name, hint, role, owner, own, createdAt, rotatedAt, lastUsedAt },
      ...{ actsAs: reach?.role ?? null, keySince: keySince(token) },
      team: teamId === null ? null : (names.get(teamId) ?? null),
    },
  ]
}

/** What the reader could make a token for there, as any of the persons they are in the organization. */
function rolesAt(actor: Actor, organizationId: number, team: Team | null): readonly TokenRole[] {
  const held = grantsOf(actor).filter((grant) => grant.organizationId === organizationId)
  const found = held.flatMap(({ personId }) =>
    tokenRolesAt({ organizationId, teamId: team?.id ?? null, personId }, held),
  )
  return tokenRoles.filter((role) => found.includes(role))
}

import { type CodesOut, codesOut, isOut } from '@claviger/core/activation/codes-out'
import type { Keep } from '@claviger/core/activation/plan-document'
import { dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { personSeen } from './people-filter.ts'
import { inTeams, type Scope, teamsWithin } from './scope.ts'
import { loadSetting } from './store.ts'

export interface WhoHoldsQuery extends Scope {
  readonly addressKeys: readonly string[]
}

/** Somebody of a list, as far as they are known here. */
export interface KnownHolder {
  readonly personId: string
  readonly addressKey: string
  readonly name: string
  readonly address: string
  readonly licenses: readonly {
    readonly licenseId: string
    readonly product: string
    readonly team: string
    /** The actor may take it back. */
    readonly mayRevoke: boolean
  }[]
}

export interface WhoHolds {
  /** Those of the list who are known, in the order of their names. */
  readonly people: readonly KnownHolder[]
  /** Codes of what the actor may take back, that nobody can call back. */
  readonly codes: CodesOut | null
}

/** Who of a list holds what, before anything is taken back. */
export async function whoHolds(
  read: Read,
  query: WhoHoldsQuery,
): Promise<Decision<WhoHolds, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, addressKeys } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  const setting = seen.length > 0 ? await loadSetting(read, organizationId) : null
  if (!setting) return missing(read, 'organization_not_found')
  const { rows } = await sql<HeldRow>`
    select person.id as "personId", person.address_key as "addressKey", person.name, person.address,
      license.id as "licenseId", license.team_id as "teamId", product.name as product, team.name as team,
      code.valid_until as "validUntil", code.keeps
    from person
    left join license on license.organization_id = person.organization_id and license.person_id = person.id and ${inTeams(seen, 'license.team_id')}
    left join product on product.code = license.product_code
    left join team on team.organization_id = license.organization_id and team.id = license.team_id
    left join activation_code as code on code.organization_id = license.organization_id
      and code.assignment_id = license.assignment_id and code.replaced_at is null
    where ${personSeen({ organizationId, seen, now: read.now })} and person.address_key = any(${[...addressKeys]}::text[])
    order by person.search_key, person.id, product.name, license.position`.execute(read.sql)
  const mayIn = (teamId: number) => may(read.actor, 'licenses.revoke', organizationId, teamId)
  const codes = rows.flatMap(({ teamId, validUntil, keeps }) =>
    teamId !== null && validUntil !== null && mayIn(teamId)
      ? [{ validUntil: dateFrom(validUntil), keeps: keeps ?? [] }]
      : [],
  )
  const today = todayIn(read.now, setting.timeZone)
  return accept({
    people: [...Map.groupBy(rows, (row) => row.personId).values()].flatMap((theirs) =>
      holderOf(theirs, mayIn),
    ),
    codes: codesOut(codes.filter((code) => isOut(code, today))),
  })
}

interface HeldRow {
  readonly personId: string
  readonly addressKey: string
  readonly name: string
  readonly address: string
  readonly licenseId: string | null
  readonly teamId: number | null
  readonly product: string | null
  readonly team: string | null
  readonly validUntil: string | null
  readonly keeps: readonly Keep[] | null
}

function holderOf(theirs: readonly HeldRow[], mayIn: (teamId: number) => boolean): KnownHolder[] {
  const [first] = theirs
  if (!first) return []
  const { personId, addressKey, name, address } = first
  const licenses = theirs.flatMap(({ licenseId, teamId, product, team }) =>
    licenseId === null || teamId === null
      ? []
      : [{ licenseId, product: product ?? '', team: team ?? '', mayRevoke: mayIn(teamId) }],
  )
  return [{ personId, addressKey, name, address, licenses }]
}

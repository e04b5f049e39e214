import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid, readLicenseId } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type LicenseRow, selectRows } from './license-row-views.ts'
import type { Scope } from './scope.ts'

export interface LicenseHistoryEntry {
  readonly at: Date
  readonly by: string
  readonly what: string
  readonly person: { readonly name: string; readonly address: string } | null
  /** The team it happened in, by the name it has now. */
  readonly team: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

export interface LicensePanel extends LicenseRow {
  readonly history: readonly LicenseHistoryEntry[]
  /** The address of the page on which the person connects the license, when it waits for that. */
  readonly door: string | null
  readonly letter: {
    readonly assignmentId: string
    readonly state: 'waiting' | 'sent' | 'kept' | 'failed' | 'withdrawn'
    readonly sendAfter: Date
    readonly error: string | null
  } | null
  /** The mail domain it is meant for. */
  readonly domain: string | null
  /** Of a legacy key, for those who hand licenses out. */
  readonly legacyKey: string | null
  readonly mayAssign: boolean
  readonly mayRevoke: boolean
}

/** Everything about one license: its row, who held it when, its letter. */
export async function licensePanel(
  read: Read,
  query: Scope & { readonly licenseId: string },
): Promise<Decision<LicensePanel, ReasonedRefusal<'license_not_found'>>> {
  const { organizationId } = query
  const id = readLicenseId(query.licenseId)
  if (!id.ok) return missing(read, 'license_not_found')
  const licenseId = id.plan
  const [row] = await selectRows(
    read,
    sql`select license.*, 1 as place from license
    where organization_id = ${organizationId} and id = ${licenseId}`,
  )
  const outside = query.teamId !== undefined && query.teamId !== row?.team.id
  if (!row || outside || !may(read.actor, 'licenses.see', organizationId, row.team.id))
    return missing(read, 'license_not_found')
  const waiting = row.status === 'invited' ? await loadDoor(read, organizationId, licenseId) : null
  const mayAssign = may(read.actor, 'licenses.assign', organizationId, row.team.id)
  const { domain, key } = await loadBrought(read, organizationId, licenseId)
  return accept({
    ...row,
    ...{ domain, legacyKey: mayAssign ? key : null, mayAssign },
    history: await loadHistory(read, organizationId, licenseId),
    door: waiting?.door ?? null,
    letter: waiting ? await loadLetter(read, organizationId, waiting.id) : null,
    mayRevoke: may(read.actor, 'licenses.revoke', organizationId, row.team.id),
  })
}

/** What only licenses have that were brought along by an import. */
async function loadBrought(read: Read, organizationId: number, licenseId: string) {
  return read.sql
    .selectFrom('license')
    .leftJoin('placement', (join) =>
      join
        .onRef('placement.organization_id', '=', 'license.organization_id')
        .onRef('placement.license_id', '=', 'license.id'),
    )
    .select(['license.domain', 'placement.key'])
    .where('license.organization_id', '=', organizationId)
    .where('license.id', '=', licenseId)
    .executeTakeFirstOrThrow()
}

async function loadDoor(read: Read, organizationId: number, licenseId: string) {
  const row = await read.sql
    .selectFrom('assignment')
    .select(['id', 'door'])
    .where('organization_id', '=', organizationId)
    .where('license_id', '=', licenseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

async function loadLetter(read: Read, organizationId: number, assignmentId: string) {
  if (!isUuid(assignmentId)) return null
  const row = await read.sql
    .selectFrom('letter')
    .select(['state', 'send_after', 'last_error'])
    .where('organization_id', '=', organizationId)
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'license_assigned')
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? { assignmentId, state: row.state, sendAfter: row.send_after, error: row.last_error } : null
}

async function loadHistory(
  read: Read,
  organizationId: number,
  licenseId: string,
): Promise<LicenseHistoryEntry[]> {
  const { rows } = await sql<{
    at: Date
    actor: string
    what: string
    name: string | null
    address: string | null
    team: string | null
    facts: Record<string, unknown>
  }>`
    select event.at, event.actor, event.what, event.facts, person.name, person.address, team.name as team from event
    left join team on team.organization_id = event.organization_id and team.id = event.team_id
    left join person on person.organization_id = event.organization_id and person.id = event.person_id
    where event.organization_id = ${organizationId} and event.license_id = ${licenseId}
    order by event.id desc limit 200`.execute(read.sql)
  return rows.map((row) => ({
    at: row.at,
    by: row.actor,
    what: row.what,
    person: row.address ? { name: row.name ?? '', address: row.address } : null,
    team: row.team,
    facts: row.facts,
  }))
}

import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import type { AccountActor } from '@claviger/core/teams/actor'
import { mayAtVendor } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Density } from '../access/profile.ts'
import { atVendor } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'

/** Somewhere the actor has work or rights: an organization, one of its teams, the vendor's side. */
export interface Place {
  readonly to: string
  readonly name: string
}

/** What every page knows about its vendor and its reader. */
export interface RootFrame {
  /** The program's own name until the vendor has one. */
  readonly vendorName: string
  readonly timeZone: string
  readonly density: Density
  readonly shortcuts: boolean
}

/** Reads what the document around every page needs. */
export async function rootFrame(read: Read, _query: object): Promise<RootFrame> {
  const accountId = read.actor.kind === 'account' ? read.actor.accountId : null
  const { rows } = await sql<{
    name: string | null
    time_zone: string | null
    density: Density | null
    shortcuts: boolean | null
  }>`
    select vendor.name, vendor.time_zone, account.density, account.shortcuts from (select 1) as page
    left join vendor on true left join account on account.id = ${accountId}`.execute(read.sql)
  const row = rows[0]
  return {
    vendorName: row?.name ?? 'Claviger',
    timeZone: row?.time_zone ?? 'UTC',
    density: row?.density ?? 'comfortable',
    shortcuts: row?.shortcuts ?? true,
  }
}

/** What a person's own pages show around themselves. */
export interface MeFrame {
  readonly name: string
  readonly account: string
  readonly others: readonly Place[]
}

/** Reads the frame of a person's own pages; nobody signed in has none of their own. */
export async function meFrame(read: Read, _query: object): Promise<MeFrame> {
  if (read.actor.kind !== 'account') return { name: '', account: '', others: [] }
  return { name: read.actor.name, account: accountShown(read.actor), others: await placesOf(read) }
}

/** What the vendor's side shows around its pages, to those who work there. */
export interface VendorFrame {
  readonly role: 'owner' | 'staff'
  readonly account: string
  readonly others: readonly Place[]
  /** The root key has no copy yet, and the reader is somebody who can make one. */
  readonly keysToBackUp: boolean
}

/** Reads the frame of the vendor's side, for those who work there. */
export async function vendorFrame(read: Read, _query: object): Promise<Decision<VendorFrame, Refusal>> {
  const door = await atVendor(read, 'vendor.see')
  if (!door.ok) return door
  if (read.actor.kind !== 'account' || read.actor.staff === null) return refuse('not_signed_in')
  return accept({
    ...{ role: read.actor.staff, account: accountShown(read.actor), others: await placesOf(read) },
    keysToBackUp: mayAtVendor(read.actor, 'vendor.keys') && (await rootUnkept(read)),
  })
}

async function rootUnkept({ sql: db }: Read): Promise<boolean> {
  const root = db.selectFrom('signing_key').select('kid').where('role', '=', 'root')
  return (await root.where('backed_up_at', 'is', null).executeTakeFirst()) !== undefined
}

/** Where the actor can go: the vendor's side, organizations and teams by name, and their own licenses. */
export async function placesOf(read: Read): Promise<Place[]> {
  if (read.actor.kind !== 'account') return []
  const { grants, staff } = read.actor
  const { rows } = await sql<{ slug: string; name: string; team_id: number | null; team: string | null }>`
    select distinct organization.slug, organization.name, team.id as team_id, team.name as team
    from unnest(${grants.map((grant) => grant.organizationId)}::bigint[],
      ${grants.map((grant) => grant.teamId)}::bigint[]) as held (organization_id, team_id)
    join organization on organization.id = held.organization_id
    left join team on team.organization_id = held.organization_id and team.id = held.team_id
    order by organization.name, team.name nulls first`.execute(read.sql)
  const { vendorName } = staff === null ? { vendorName: '' } : await rootFrame(read, {})
  return [
    ...(staff === null ? [] : [{ to: '/vendor', name: vendorName }]),
    ...rows.map((row) =>
      row.team_id === null
        ? { to: `/o/${row.slug}`, name: row.name }
        : { to: `/o/${row.slug}/t/${row.team_id}`, name: `${row.name} · ${row.team}` },
    ),
  ]
}

/** The address people know this account by. */
function accountShown(actor: AccountActor): string {
  return actor.addresses[0]?.address ?? actor.name
}

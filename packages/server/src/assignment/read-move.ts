import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readFields, readFormId } from '@claviger/core/kernel/fields'
import { refuseBy } from '@claviger/core/kernel/rules'
import { readWhole } from '@claviger/core/kernel/text'
import { type Permission, teamsWhere } from '@claviger/core/teams/permissions'
import { decideMerge, readTeamName } from '@claviger/core/teams/team-rules'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere, refuseWhere } from '../teams/access.ts'
import { loadTeam, type Team } from '../teams/store.ts'
import { holdTeam } from '../teams/team-store.ts'
import type { SomeOf, WhatMoves } from './movable-store.ts'
import { loadSetting, type Setting } from './store.ts'

export interface MoveLicenses {
  readonly organizationId: number
  readonly what: WhatMoves
  /** A team that is there, or the name of one to be made in the same act. */
  readonly to: { readonly teamId: number } | { readonly name: string }
  /** Passes over ids that are nobody's, instead of refusing them all. */
  readonly skipUnknown?: boolean
  readonly jobId: string
  /** How many are decided before this is answered; those after them wait, and the job goes on. */
  readonly atOnce?: number
  readonly preview: boolean
}

/** A move whose places are there, and the actor's to move between. */
export interface Moving {
  readonly setting: Setting
  readonly jobId: string
  readonly what: WhatMoves
  readonly skipUnknown: boolean
  /** Teams whose licenses the actor may move. */
  readonly teams: 'all' | readonly number[]
  /** Held until the end; nothing where the team is yet to be made. */
  readonly into: Team | null
  readonly newName: string
  /** What is moved by number, and from where, in words. */
  readonly names: { readonly team: string; readonly product: string }
}

/** Reads what is to move where: whether the actor may at all, then whether both places are there and theirs. */
export async function readMove(tx: Tx, request: MoveLicenses): Promise<Decision<Moving, Refusal>> {
  const { organizationId, to, what, skipUnknown = false } = request
  const setting = await loadSetting(tx, organizationId)
  const barred = await refuseMover(tx, organizationId, setting !== null, request)
  if (barred) return { ok: false, refusal: barred }
  if (!setting) return missing(tx, 'organization_not_found')
  const read = readFields({
    jobId: readFormId(request.jobId),
    name: 'name' in to ? readTeamName(to.name) : accept(''),
    count:
      what.kind === 'number' ? readWhole(what.count, { field: 'count', min: 1, max: 100_000 }) : accept(0),
  })
  if (!read.ok) return read
  const { jobId, name: newName } = read.plan
  const into = 'teamId' in to ? await findTarget(tx, organizationId, to.teamId) : accept(null)
  if (!into.ok) return into
  const names = what.kind === 'number' ? await findSource(tx, organizationId, what, into.plan) : nameless
  if (!names.ok) return names
  const teams = teamsWhere(tx.actor, 'licenses.transfer', organizationId)
  return accept({
    ...{ setting, jobId, newName, teams, skipUnknown, into: into.plan, names: names.plan },
    what: what.kind === 'number' ? { ...what, count: read.plan.count } : what,
  })
}

const nameless = accept({ team: '', product: '' })

/** What the act takes somewhere; where exactly is looked at team by team. */
async function refuseMover(tx: Tx, organizationId: number, exists: boolean, { to }: MoveLicenses) {
  const mayIn = (permission: Permission) => teamsWhere(tx.actor, permission, organizationId).length > 0
  const needed = [
    'licenses.transfer',
    ...('name' in to ? (['teams.create_for_licenses'] as const) : []),
  ] as const
  const right = needed.find((permission) => !mayIn(permission)) ?? 'licenses.transfer'
  return refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: exists && mayIn('organization.see') },
    ...{ does: mayIn(right), right, teamId: null },
  })
}

async function findTarget(tx: Tx, organizationId: number, teamId: number): Promise<Decision<Team, Refusal>> {
  const team = await holdTeam(tx, organizationId, teamId)
  const barred = await refuseIn(tx, organizationId, teamId, team)
  if (barred) return { ok: false, refusal: barred }
  return team ? accept(team) : missing(tx, 'team_not_found')
}

/** The names of a team and a product from which a number is wanted. */
async function findSource(
  tx: Tx,
  organizationId: number,
  { fromTeamId, productCode }: SomeOf,
  into: Team | null,
): Promise<Decision<Moving['names'], Refusal>> {
  const from = await loadTeam(tx, organizationId, fromTeamId)
  const barred = await refuseIn(tx, organizationId, fromTeamId, from)
  if (barred) return { ok: false, refusal: barred }
  const product = await loadProduct(tx, productCode)
  if (!product) return refuseBy('product_not_found', 'product_is_there')
  const differ = decideMerge(fromTeamId, into?.id ?? 0)
  return differ.ok ? accept({ team: from?.name ?? '', product: product.name }) : differ
}

function refuseIn(tx: Tx, organizationId: number, teamId: number, team: Team | undefined) {
  return refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists: team !== undefined },
    ...{ see: 'licenses.see', do: 'licenses.transfer' },
  })
}

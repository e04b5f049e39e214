import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { loadTeam } from '../teams/store.ts'
import { type Place, placesOf } from './assign-rows.ts'
import type { NamedPlace } from './plan-rows.ts'

interface PlacesAsked extends Place {
  readonly organizationId: number
  readonly rows: readonly AssignmentRow[]
}

/** The places rows ask for by their names, or why licenses of one of them are not the actor's to give. */
export async function allowPlaces(
  tx: Tx,
  asked: PlacesAsked,
): Promise<Decision<readonly NamedPlace[], Refusal>> {
  const places = asked.rows.length > 0 ? placesOf(asked.rows, asked) : [asked]
  const teams = new Map<number, string>()
  for (const teamId of new Set(places.map((place) => place.teamId))) {
    const team = await allowTeam(tx, asked.organizationId, teamId)
    if (!team.ok) return team
    teams.set(teamId, team.plan)
  }
  const products = new Map<string, string>()
  for (const productCode of new Set(places.map((place) => place.productCode))) {
    const product = await loadProduct(tx, productCode)
    if (!product) return refuseBy('product_not_found', 'product_is_there')
    products.set(productCode, product.name)
  }
  return accept(
    places.map(({ teamId, productCode }) => ({
      ...{ teamId, productCode, team: teams.get(teamId) ?? '', product: products.get(productCode) ?? '' },
    })),
  )
}

async function allowTeam(tx: Tx, organizationId: number, teamId: number): Promise<Decision<string, Refusal>> {
  const team = await loadTeam(tx, organizationId, teamId)
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists: team !== undefined },
    ...{ see: 'licenses.see', do: 'licenses.assign' },
  })
  if (barred) return { ok: false, refusal: barred }
  return team ? accept(team.name) : missing(tx, 'team_not_found')
}

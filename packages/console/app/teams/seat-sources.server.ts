import { may } from '@claviger/core/teams/permissions'
import type { Here } from '../assignment/place.server.ts'
import { poolValue } from '../assignment/pool.ts'

/** Where licenses can come from: one product in one team, with what is free there. */
export interface SeatSource {
  readonly value: string
  readonly product: string
  readonly team: string
  readonly free: number
}

/**
 * The pools the reader may move licenses from, the roomiest first, without the ones of this team: of the whole
 * organization, also on the pages of one team.
 */
export async function sourcesOf(
  here: Here,
  slug: string,
  besides: number | null,
): Promise<readonly SeatSource[]> {
  const { app, actor, scope } = here
  const place = await app.views.licensePlace(actor, { slug, team: null })
  if (!place.ok) return []
  return place.plan.seats
    .filter(({ team }) => team.id !== besides)
    .filter(({ team }) => may(actor, 'licenses.transfer', scope.organizationId, team.id))
    .toSorted((one, other) => other.free - one.free)
    .map((seat) => ({
      ...{ value: poolValue(seat), product: seat.product.name, team: seat.team.name, free: seat.free },
    }))
}

/** The pool a form names, as the act wants it; whether there is such a one, the act says. */
export function seatSource(value = '') {
  const [productCode = '', team = ''] = value.split(' ')
  return { productCode, fromTeamId: Number(team) || 0 }
}

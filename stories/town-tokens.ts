import { randomUUID } from 'node:crypto'
import type { House } from './house.ts'
import { type Customer, ines, planOf } from './town.ts'

/** Tokens by whose they are. */
export interface TownTokens {
  readonly whole: string
  readonly team: string
}

const longName = 'Nächtlicher Abgleich mit dem Personalverzeichnis in Köln'

/** Turns the API on and makes tokens: of the administrator, used and given a new key, and of a team's. */
export async function makeTokens(
  house: House,
  { organizationId }: Customer,
  team: { as: string; id: number },
) {
  const { operations } = house.app
  const admin = await house.actor(ines)
  planOf(await operations.changeApi(admin, { organizationId, state: 'on' }))
  const make = async (as: string, name: string, role: string, teamId: number | null = null) => {
    const wanted = { organizationId, id: randomUUID(), name, role, teamId }
    return planOf(await operations.createToken(await house.actor(as), wanted))
  }
  const whole = await make(ines, longName, 'administrator')
  await house.app.access.actorOfToken(whole.key ?? '', String(organizationId))
  await house.app.access.tokensNoted()
  const renewed = await make(ines, 'Seat report', 'viewer')
  planOf(await operations.rotateToken(admin, { organizationId, id: renewed.id }))
  const ofTeam = await make(team.as, '例示', 'administrator', team.id)
  return { whole: whole.id, team: ofTeam.id } satisfies TownTokens
}

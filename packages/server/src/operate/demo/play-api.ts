import { type Customer, teamNamed } from './acts.ts'
import { type DemoPerson, ines, tomasz } from './cast.ts'
import { fresh, got, type Stage } from './stage.ts'

/** The customer's API is on; a program of theirs calls every night, another one now and then. */
export async function playApi(stage: Stage, { organizationId }: Customer): Promise<void> {
  const { app, daysAgo, as } = stage
  daysAgo(34, '10:00')
  got(await app.operations.changeApi(await as(ines), { organizationId, state: 'on' }))
  const make = async (person: DemoPerson, name: string, role: string, teamId: number | null = null) => {
    const wanted = { organizationId, id: fresh.id(), name, role, teamId }
    return got(await app.operations.createToken(await as(person), wanted)).key ?? ''
  }
  const nightly = await make(ines, 'Nightly staff sync', 'administrator')
  daysAgo(20, '15:20')
  const platform = await teamNamed(stage, organizationId, 'Platform')
  const dashboard = await make(tomasz, 'Seat dashboard', 'viewer', platform)
  for (const [days, key] of [
    [6, dashboard],
    [1, nightly],
  ] as const) {
    daysAgo(days, '02:00')
    await app.access.actorOfToken(key, String(organizationId))
    await app.access.tokensNoted()
  }
}

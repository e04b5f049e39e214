import { operator } from '@claviger/core/teams/actor'
import type { Application } from '../../application.ts'
import type { Config } from '../../config.ts'
import { ines, juergen, owner, saoirse, tomasz } from './cast.ts'
import { playHistory } from './play-history.ts'
import { type MovableClock, openStage } from './stage.ts'

const guests = [
  [owner, 'owns the vendor, Fenwick Tools'],
  [ines, 'administers Harrow & Vale'],
  [tomasz, 'administers its team Platform'],
  [saoirse, 'sees its orders and buys'],
  [juergen, 'has a license'],
] as const

/** Fills an empty installation with the demo company; one that is the demo already is left as it is. */
export async function fillDemo(
  app: Application,
  clock: MovableClock,
  say: (line: string) => void,
): Promise<void> {
  const { vendor, demo } = await app.views.installation(operator, {})
  if (demo === 'filled') return
  if (vendor !== null || demo === 'begun') throw new Error(refusal(app.config, vendor))
  say('Filling the demo company: 120 people, 14 months')
  await app.operations.markDemo(operator, { state: 'begun' })
  await playHistory(openStage(app, clock))
  clock.release()
  await app.operations.markDemo(operator, { state: 'filled' })
}

function refusal({ databaseUrl, dataDir }: Config, vendor: string | null): string {
  const whose = vendor === null ? 'holds half a demo' : `holds ${vendor}`
  return databaseUrl
    ? `The database of DATABASE_URL ${whose}. The demo wants an empty one: name another, or leave DATABASE_URL out.`
    : `${dataDir} ${whose}. Remove that folder and start the demo again.`
}

/** Prints a way in for each of the demo's people; each link works once, for ten minutes. */
export async function sayWaysIn(
  app: Application,
  publicOrigin: string,
  say: (line: string) => void,
): Promise<void> {
  for (const [person, part] of guests) {
    const made = await app.access.makeSignInLink(person.address)
    if (made.ok) say(`${publicOrigin}${made.plan.path}  ${person.name} ${part}`)
  }
  say(
    'Each link works once, for ten minutes; start again for fresh ones. No letter leaves: read them at /vendor/mail.',
  )
}

import { randomUUID } from 'node:crypto'
import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { readPeople } from '@claviger/core/assignment/read-people'
import type { Decision } from '@claviger/core/kernel/decision'
import { type AccountActor, operator } from '@claviger/core/teams/actor'
import type { Application } from '../../application.ts'
import { randomIds } from '../../db/new-id.ts'
import type { DemoPerson } from './cast.ts'

/** A clock that can be set, and let go to be the real one. */
export interface MovableClock {
  readonly now: () => Date
  set(moment: Date): void
  release(): void
}

export function movableClock(): MovableClock {
  let fixed: Date | null = null
  return {
    now: () => fixed ?? new Date(),
    set: (moment) => {
      fixed = moment
    },
    release: () => {
      fixed = null
    },
  }
}

/** What the history is played on: the application, its clock, and the people in front of it. */
export interface Stage {
  readonly app: Application
  /** Moves to so many days ago, at this time of the day in UTC. */
  daysAgo(days: number, time?: string): void
  /** The person with a session and the rights of this moment. */
  as(person: DemoPerson): Promise<AccountActor>
  /** Reads a link out of the newest letter to somebody, as they would. */
  linkIn(person: DemoPerson, pattern: RegExp): Promise<string>
}

const dayMillis = 86_400_000

export function openStage(app: Application, clock: MovableClock): Stage {
  const today = new Date()
  return {
    app,
    daysAgo: (days, time = '09:00') => {
      const day = new Date(today.getTime() - days * dayMillis).toISOString().slice(0, 10)
      const moment = new Date(`${day}T${time}:00Z`)
      clock.set(moment < today ? moment : today)
    },
    as: (person) => signIn(app, person),
    linkIn: async (person, pattern) => {
      const mail = got(await app.views.mailPage(operator, { state: null, search: person.address, from: '' }))
      for (const { id } of mail.rows) {
        const letter = got(await app.views.letterPage(operator, { letterId: id }))
        const found = pattern.exec(letter.text)?.[1]
        if (found) return found
      }
      throw new Error(`no letter to ${person.address} has such a link`)
    },
  }
}

async function signIn(app: Application, { name, address }: DemoPerson): Promise<AccountActor> {
  const { setCookie } = got(await app.access.signInAs({ address, name, from: new Headers() }))
  const cookie = setCookie.split(';')[0] ?? ''
  const actor = await app.access.actorOf(new Request('http://localhost/', { headers: { cookie } }))
  if (actor.kind !== 'account') throw new Error(`${address} could not sign in`)
  return actor
}

/** What was decided; a refusal in the demo's own history is a fault. */
export function got<Plan>(decision: Decision<Plan>): Plan {
  if (decision.ok) return decision.plan
  throw new Error(`the demo was refused: ${JSON.stringify(decision.refusal)}`)
}

/** Fresh names for what a form would make. */
export const fresh = { id: () => randomUUID(), token: () => randomIds.token() }

/** People as the paste box reads them. */
export function rowsOf(people: readonly DemoPerson[]): AssignmentRow[] {
  const text = people.map(({ name, address }) => `"${name}" <${address}>`).join('\n')
  return readPeople(text).rows.map((row) => ({ ...row, anyway: true }))
}

import { operator } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import type { DemoPerson } from './cast.ts'
import { fresh, got, rowsOf, type Stage } from './stage.ts'

interface Place {
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
}

/** Somebody hands licenses to people, by form or by pasted list. */
export async function assign(
  { app, as }: Stage,
  by: DemoPerson,
  place: Place,
  people: readonly DemoPerson[],
  cameBy: 'form' | 'list' = 'list',
): Promise<void> {
  const plan = got(
    await app.operations.assignPeople(await as(by), {
      ...{ ...place, rows: rowsOf(people), cameBy, jobId: fresh.id(), preview: false },
    }),
  )
  if (plan.take.length !== people.length)
    throw new Error(`the demo gave ${plan.take.length} of ${people.length} licenses`)
}

/** People prove their addresses one after the other between two days, which connects what waits for them. */
export async function connect(
  stage: Stage,
  people: readonly DemoPerson[],
  from: number,
  to: number,
): Promise<void> {
  for (const [index, person] of people.entries()) {
    stage.daysAgo(from - Math.floor(((from - to) * index) / people.length), '11:20')
    got(await stage.app.operations.connectLicenses(await stage.as(person), {}))
  }
}

/** Somebody offers a role by letter, and the person accepts it. */
export async function offerRole(
  { app, as }: Stage,
  by: DemoPerson,
  to: DemoPerson,
  scope: { readonly organizationId: number; readonly teamId: number | null },
  role: Role,
): Promise<void> {
  const offer = got(
    await app.operations.offerRole(await as(by), {
      ...scope,
      role,
      id: fresh.id(),
      email: to.address,
      name: to.name,
    }),
  )
  got(await app.operations.acceptRole(await as(to), { organizationId: scope.organizationId, id: offer.id }))
}

/** Somebody opens an invitation link and takes a license. */
export async function addTaker(
  { app, as }: Stage,
  organizationId: number,
  invitationId: string,
  person: DemoPerson,
): Promise<void> {
  const { token } = got(
    await app.views.invitationPage(operator, { organizationId, id: invitationId, publicOrigin: '' }),
  )
  got(await app.operations.takeLicense(await as(person), { token, address: person.address }))
}

/** Where an organization's licenses begin. */
export interface Customer {
  readonly organizationId: number
  readonly teamId: number
}

/** A team's number, by its name among the seats. */
export async function teamNamed({ app }: Stage, organizationId: number, name: string): Promise<number> {
  const page = got(
    await app.views.licensesPage(operator, {
      organizationId,
      filter: {},
      sort: 'position',
      descending: false,
      page: 1,
      perPage: 1,
    }),
  )
  const team = page.seats.find((seat) => seat.team.name === name)
  if (!team) throw new Error(`there is no team ${name}`)
  return team.team.id
}

/** The team an organization began with. */
export async function firstTeam({ app, as }: Stage, organizationId: number): Promise<number> {
  const found = got(
    await app.views.licensesPage(operator, {
      ...{ organizationId, filter: {}, sort: 'position', descending: false, page: 1, perPage: 1 },
    }),
  )
  const team = found.seats[0]?.team.id
  if (team === undefined) throw new Error(`organization ${organizationId} has no seats (${as.name})`)
  return team
}

/** What the form of an order sends. */
export function order(productCode: string, quantity: string) {
  return { id: fresh.id(), token: fresh.token(), productCode, quantity, term: 'year' }
}

/** A day so many days from another, as a form sends it. */
export function dayText(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

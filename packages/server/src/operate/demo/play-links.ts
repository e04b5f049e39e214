import { operator } from '@claviger/core/teams/actor'
import { addTaker, type Customer, dayText, teamNamed } from './acts.ts'
import { colleagues, ines } from './cast.ts'
import { fresh, got, type Stage } from './stage.ts'

const takers = colleagues.slice(110)

/** Three links: one that ended with somebody asking, one in use, one paused. */
export async function playLinks(stage: Stage, customer: Customer): Promise<void> {
  const { app, daysAgo, as } = stage
  const actor = await as(ines)
  const gives = { ...customer, productCode: 'LOOM', domains: 'harrowvale.example' }
  daysAgo(90)
  const spring = fresh.id()
  got(
    await app.operations.createInvitation(actor, {
      ...gives,
      id: spring,
      name: 'Spring trainees',
      cap: '10',
      endsOn: dayText(app.clock(), 30),
    }),
  )
  daysAgo(30)
  const autumn = fresh.id()
  got(
    await app.operations.createInvitation(actor, {
      ...gives,
      id: autumn,
      name: 'Autumn starters',
      cap: '25',
      endsOn: dayText(new Date(), 30),
    }),
  )
  for (const [index, person] of takers.entries()) {
    daysAgo(28 - index * 3, '10:15')
    await addTaker(stage, customer.organizationId, autumn, person)
  }
  daysAgo(6)
  await askBy(stage, customer.organizationId, spring)
  daysAgo(5)
  const platform = await teamNamed(stage, customer.organizationId, 'Platform')
  const contractors = fresh.id()
  got(
    await app.operations.createInvitation(actor, {
      ...gives,
      teamId: platform,
      productCode: 'ALL',
      id: contractors,
      name: 'Contractors',
      cap: '5',
      endsOn: '',
      domains: '',
    }),
  )
  got(
    await app.operations.pauseInvitation(actor, { organizationId: customer.organizationId, id: contractors }),
  )
}

/** Somebody finds a link that has ended, and asks. */
async function askBy({ app }: Stage, organizationId: number, id: string): Promise<void> {
  const page = got(await app.views.invitationPage(operator, { organizationId, id, publicOrigin: '' }))
  const asking = { address: 'wanda.w@harrowvale.example', note: 'I start on Monday.' }
  got(
    await app.operations.askAdministrator(
      { kind: 'anonymous', via: 'page' },
      { token: page.token, ...asking },
    ),
  )
}

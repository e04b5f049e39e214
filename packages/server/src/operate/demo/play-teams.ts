import { type Customer, offerRole } from './acts.ts'
import { colleagues, ines, pekka } from './cast.ts'
import { fresh, got, type Stage } from './stage.ts'

/** Some who do research get a team of their own, with a few free seats, and somebody who looks after it. */
export async function playTeams(stage: Stage, customer: Customer): Promise<void> {
  const { daysAgo } = stage
  daysAgo(38, '10:20')
  const { organizationId } = customer
  const research = await moveHolders(stage, customer)
  daysAgo(38, '10:26')
  await addFreeSeats(stage, customer, research)
  daysAgo(37)
  const [, , , noor] = colleagues
  if (!noor) throw new Error('the demo has lost somebody')
  await offerRole(stage, ines, noor, { organizationId, teamId: research }, 'team_administrator')
}

/** By selection: six people keep their licenses and go to a new team. */
async function moveHolders({ app, as }: Stage, { organizationId, teamId }: Customer): Promise<number> {
  const actor = await as(ines)
  const filter = { status: ['connected'], products: ['LOOM'], teams: [teamId] } as const
  const page = got(
    await app.views.licensesPage(actor, {
      ...{ organizationId, filter, sort: 'person', descending: false, page: 2, perPage: 6 },
    }),
  )
  const selection = { kind: 'these', licenseIds: page.rows.map((row) => row.licenseId) } as const
  const moved = got(
    await app.operations.moveLicenses(actor, {
      ...{ organizationId, jobId: fresh.id(), preview: false },
      ...{ what: { kind: 'selection', selection }, to: { name: 'Research' } },
    }),
  )
  if (moved.team.id === null) throw new Error('the demo made no team')
  return moved.team.id
}

/** By number: free ones first, so nobody else goes along. */
async function addFreeSeats(
  { app, as }: Stage,
  { organizationId, teamId }: Customer,
  research: number,
): Promise<void> {
  got(
    await app.operations.moveLicenses(await as(pekka), {
      ...{ organizationId, jobId: fresh.id(), preview: false, to: { teamId: research } },
      what: { kind: 'number', productCode: 'LOOM', count: 5, fromTeamId: teamId },
    }),
  )
}

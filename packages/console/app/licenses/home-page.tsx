import { readAddress } from '@claviger/core/kernel/email'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { replace } from 'react-router'
import { notShown, refused } from '../answers.ts'
import { textOf } from '../assignment/acts.server.ts'
import { placeOf } from '../assignment/place.server.ts'
import { noPool } from '../assignment/pool.server.ts'
import { roomiestPool } from '../assignment/pool.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/home-page'
import { FirstRun } from './home-first-run.tsx'
import { HomeSeats } from './home-seats.tsx'
import { Worklist } from './home-worklist.tsx'
import { NoLicenses } from './no-licenses.tsx'
import { HandOutProgress } from './pictures/hand-out-progress.tsx'
import { handOutWays } from './pictures/hand-out-ways.ts'
import { SeatPicture, useSeatSentence } from './seat-picture.tsx'
import { loadSeats } from './seat-totals.server.ts'
import { renewalAfter } from './seat-totals.ts'

export const handle = { words: 'pictures' }

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope } = here
  const found = await app.views.organizationHome(actor, { ...scope, today: place.today })
  if (!found.ok) throw notShown(found.refusal)
  const { home, name, mayAssign, mayOrder, seats } = place
  const { totals, progress } = await loadSeats(here)
  return {
    ...{ home, name, mayAssign, mayOrder },
    work: { ...found.plan, waiting: { ...found.plan.waiting, oldestAt: null } },
    totals,
    progress: found.plan.firstWeeks ? progress : null,
    pools: seats.map((seat) => ({ ...seat, renewsOn: renewalAfter(seat.paidThrough) })),
    address: actorAddress(actor) ?? '',
    jobId: crypto.randomUUID(),
  }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const form = await args.request.formData()
  const address = readAddress(actorAddress(actor) ?? '')
  const pool = roomiestPool(place.seats)
  if (!address.ok || !pool) return refused(noPool)
  const jobId = textOf(form, 'jobId')
  const known = actorName(actor)
  const name = known === address.plan.typed ? '' : known
  const decision = await app.operations.assignPeople(actor, {
    organizationId: scope.organizationId,
    teamId: pool.team.id,
    productCode: pool.product.code,
    rows: [
      {
        ...{ line: 1, raw: address.plan.typed, address: address.plan, name, firstName: '', lastName: '' },
        ...{ tidied: false, problem: null, anyway: true },
      },
    ],
    cameBy: 'form',
    jobId,
    preview: false,
  })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(`${place.home}/jobs/${jobId}`)
}

/** What needs somebody today, how full the seats are, and what renews when; at first, how to hand out. */
export default function HomePage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('licenses')
  const sentence = useSeatSentence()
  const { home, name, totals, work, mayAssign, mayOrder } = loaderData
  if (totals.total === 0) return <NoLicenses title={name} name={name} home={home} mayOrder={mayOrder} />
  if (work.untouched && mayAssign)
    return (
      <FirstRun
        {...{ home, totals }}
        address={loaderData.address}
        jobId={loaderData.jobId}
        refusal={actionData?.refusal}
      />
    )
  return (
    <>
      <PageHead
        title={name}
        thing={words('home')}
        summary={sentence(totals)}
        actions={
          mayAssign && (
            <LinkButton to={`${home}/assign`} variant="primary">
              {words('assign_licenses')}
            </LinkButton>
          )
        }
      />
      <Stack>
        <Refused refusal={actionData?.refusal} />
        <SeatPicture totals={totals} home={home} />
      </Stack>
      <Section title={words('today')}>
        <Worklist work={work} totals={totals} home={home} />
      </Section>
      {loaderData.progress && (
        <Section title={words('first_weeks')}>
          <HandOutProgress
            progress={loaderData.progress}
            ways={handOutWays({ home, mayAssign })}
            page={`${home}/reports/handout`}
          />
        </Section>
      )}
      <Section title={words('seats')}>
        <HomeSeats pools={loaderData.pools} home={home} />
      </Section>
    </>
  )
}

import { notShown, refused } from '../answers.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/people-page'
import { textOf, undo } from './acts.server.ts'
import { JobBanner } from './job-banner.tsx'
import { loadJobResult } from './job-result.server.ts'
import { askThem, peopleMeant, revokeEverything } from './people-acts.server.ts'
import { peopleFilterOf, readPeopleAddress } from './people-address.ts'
import { PeopleTable } from './people-table.tsx'
import { personShown } from './person-row.server.ts'
import { placeOf } from './place.server.ts'

const perPage = 50

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const params = args.url.searchParams
  const { job, ...address } = readPeopleAddress(params, place.seats)
  const found = await app.views.peoplePage(actor, { ...scope, ...address, perPage })
  if (!found.ok) throw notShown(found.refusal)
  const { people, ...counts } = found.plan
  const { home, mayAssign, mayRevoke, seats, teamId } = place
  return {
    ...{ home, mayAssign, mayRevoke, perPage, page: address.page, ...counts },
    filter: peopleFilterOf(params),
    job: await loadJobResult({ app, actor, scope }, job),
    jobId: crypto.randomUUID(),
    people: people.map(personShown),
    products: [...new Map(seats.map(({ product }) => [product.slug, product.name]))],
    teams: teamId === undefined ? [...new Map(seats.map(({ team }) => [String(team.id), team.name]))] : [],
  }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  switch (textOf(form, 'act')) {
    case 'revoke':
      return revokeEverything(here, args.url, form, peopleMeant(here, form))
    case 'ask':
      return askThem(here, peopleMeant(here, form))
    case 'undo':
      return undo(here, args.url, form)
    default:
      return refused({ code: 'act_unknown' })
  }
}

/** Who has what, one row a person, and the ways to take it back. */
export default function PeoplePage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('people')
  const { home, everybody, job } = loaderData
  return (
    <>
      <PageHead
        title={words('people')}
        summary={everybody > 0 && words('summary', { count: everybody })}
        actions={
          <>
            {loaderData.mayAssign && (
              <LinkButton to={`${home}/assign`} variant="primary">
                {words('assign_licenses')}
              </LinkButton>
            )}
            {everybody > 0 && <LinkButton to={`${home}/people/leavers`}>{words('leavers')}</LinkButton>}
          </>
        }
      />
      {everybody === 0 && !job ? (
        <EmptyState title={words('no_people_title')}>{words('no_people')}</EmptyState>
      ) : (
        <Stack>
          <Refused refusal={actionData?.refusal} />
          {job && <JobBanner job={job} home={home} />}
          <PeopleTable data={loaderData} />
        </Stack>
      )}
    </>
  )
}

import { Link, useSearchParams } from 'react-router'
import { type ActResult, resultOf, useActResult } from '../act.ts'
import { JobBanner } from '../assignment/job-banner.tsx'
import { placeOf } from '../assignment/place.server.ts'
import { useSeatSentence } from '../licenses/seat-picture.tsx'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/team-page'
import { AddSeats } from './add-seats.tsx'
import { EndTeam } from './end-team.tsx'
import { RenameTeam } from './rename-team.tsx'
import { actOnTeam } from './team-acts.server.ts'
import { TeamLinks } from './team-links.tsx'
import { type LoadedTeam, loadTeam, teamIn } from './team-page.server.ts'
import { TeamRoles } from './team-roles.tsx'
import { TeamSeats } from './team-seats.tsx'

export async function loader(args: Route.LoaderArgs) {
  return loadTeam(await placeOf(args), args)
}

export async function action(args: Route.ActionArgs) {
  const { context, params, request, url } = args
  const form = await request.formData()
  return actOnTeam(await placeOf(args), teamIn(params), { context, url, form })
}

/** One team: its seats and more of them, its people in charge, its links, its name, and its end. */
export default function TeamPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('teams')
  const sentence = useSeatSentence()
  const { home, team, teams, narrow, job, id } = loaderData
  const result = useActResult(actionData)
  const empty = team.totals.total === 0
  return (
    <>
      <PageHead
        title={<bdi>{team.name}</bdi>}
        thing={team.name}
        summary={empty ? words('team_no_seats') : sentence(team.totals)}
        back={teams && <Link to={teams}>{words('teams')}</Link>}
        actions={
          !empty && (
            <LinkButton to={`${home}/licenses?${new URLSearchParams(narrow)}`}>
              {words('team_see_licenses')}
            </LinkButton>
          )
        }
      />
      <Stack>
        <Done result={result} team={loaderData} key={id} />
        {job && job.done > 0 && <JobBanner job={job} home={home} />}
        <Refused refusal={resultOf(result, 'undo')?.refusal} />
        {!empty && <TeamSeats {...loaderData} />}
      </Stack>
      <AddSeats {...loaderData} result={resultOf(result, 'add')} />
      <TeamRoles {...loaderData} result={result} />
      <TeamLinks {...loaderData} />
      <RenameTeam {...loaderData} result={resultOf(result, 'rename')} />
      <EndTeam {...loaderData} result={resultOf(result, 'delete')} />
    </>
  )
}

/** What the last form came to, where it is not a job that tells it. */
function Done({ result, team }: { result: ActResult | undefined; team: LoadedTeam }) {
  const words = useWords('teams')
  const [params] = useSearchParams()
  if (!result || result.refusal) return null
  const address = team.roles.find((row) => row.id === params.get('role'))?.address ?? ''
  const notAsked = params.has('not_asked')
  const sentences: Readonly<Record<string, string>> = {
    made: words('team_made', { team: team.team.name }),
    merged: words('team_merged'),
    renamed: words('team_renamed', { team: team.team.name }),
    offered: words('admins_offered', { address }),
    offered_before: words('admins_offered_before', { address }),
    held_before: words('admins_held_before', { address }),
    taken_back: words('role_ended'),
    left: words('role_ended'),
  }
  const sentence = sentences[result.act]
  if (!sentence) return null
  return (
    <Banner tone={notAsked ? 'warn' : 'ok'} focus={!team.job}>
      {sentence} {result.act === 'made' && address && words('admins_offered', { address })}
      {notAsked && words('team_not_asked')}
    </Banner>
  )
}

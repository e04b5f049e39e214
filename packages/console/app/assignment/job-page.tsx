import { Link } from 'react-router'
import { notShown, refused } from '../answers.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/job-page'
import { resend, sendNow, textOf, undo } from './acts.server.ts'
import { FailedLetters } from './failed-letters.tsx'
import { JobBanner } from './job-banner.tsx'
import { JobLines } from './job-lines.tsx'
import { jobResult, loadJobCodes } from './job-result.server.ts'
import { type Here, placeOf } from './place.server.ts'

const perPage = 100
const outcomes = ['done', 'skipped', 'refused', 'undone', 'not_undone'] as const

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope } = here
  const params = args.url.searchParams
  const outcome = outcomes.find((one) => one === params.get('outcome'))
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(params.get('page'))) || 1))
  const query = { ...scope, jobId: args.params.job, page, perPage, ...(outcome && { outcome }) }
  const found = await app.views.jobPage(actor, query)
  if (!found.ok) throw notShown(found.refusal)
  const { lines, lineCount, letters, failedLetters, startedAt, ...job } = found.plan
  return {
    ...{ home: place.home, mayAssign: place.mayAssign },
    ...{ lines, lineCount, letters, failedLetters, page, perPage, outcome: outcome ?? null },
    job: {
      ...{ id: job.id, kind: job.kind, product: job.product, team: job.team, teamId: job.teamId },
      ...{ done: job.done, skipped: job.skipped, refused: job.refused },
      ...{ startedBy: job.startedBy, startedAt: startedAt.toISOString() },
    },
    team: job.kind === 'move' ? await teamOf(here, job.teamId) : null,
    result: jobResult(found.plan, await loadJobCodes({ app, actor, scope }, args.params.job)),
  }
}

/** The team of a move, to whoever may open its page. */
async function teamOf({ app, actor, scope: { organizationId } }: Here, teamId: number | null) {
  if (teamId === null) return null
  const found = await app.views.teamPage(actor, { organizationId, teamId })
  if (!found.ok) return null
  const { id, administrators, mayTakeIn } = found.plan
  return { id, mayInvite: mayTakeIn && administrators.length === 0 }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  switch (textOf(form, 'act')) {
    case 'undo':
      return undo(here, args.url, form)
    case 'send_now':
      return sendNow(here, args.url, form)
    case 'resend':
      return resend(here, args.url, form)
    default:
      return refused({ code: 'act_unknown' })
  }
}

const titles = { assign: 'assigned_title', revoke: 'revoked_title', move: 'moved_title' } as const

/** The report of one bulk act: what was done, for whom not and why, and how to take it back. */
export default function JobPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const format = useFormat()
  const { home, job, letters } = loaderData
  const assign = job.kind === 'assign'
  return (
    <>
      <PageHead
        back={<Link to={`${home}/jobs`}>{words('jobs')}</Link>}
        title={words(titles[job.kind], { count: job.done, team: job.team ?? '' })}
        summary={[
          assign && job.product && words('gave', { product: job.product, team: job.team ?? '' }),
          words('started', { by: job.startedBy, at: format.dateTime(job.startedAt) }),
          letters.sent > 0 && words('letters_sent', { count: letters.sent }),
          letters.failed > 0 && words('letters_failed', { count: letters.failed }),
        ]
          .filter(Boolean)
          .join(' ')}
      />
      <Stack>
        <Refused refusal={actionData?.refusal} />
        <JobBanner job={loaderData.result} home={home} report={false} focus={false} />
        <Ways {...loaderData} />
        <FailedLetters letters={loaderData.failedLetters} />
        <JobLines {...loaderData} />
        <Pager page={loaderData.page} perPage={loaderData.perPage} total={loaderData.lineCount} />
      </Stack>
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

/** Where to go from a report. */
function Ways({ home, job, team, mayAssign }: Loaded) {
  const words = useWords('assignment')
  const assign = job.kind === 'assign'
  return (
    <Actions>
      {assign && job.done > 0 && (
        <LinkButton to={`${home}/licenses?act=${job.id}`}>{words('show_people')}</LinkButton>
      )}
      {team && <TeamWays home={home} team={team} />}
      {assign && mayAssign && job.refused > 0 && (
        <LinkButton to={`${home}/assign?from=${job.id}`}>
          {words('fix_rest', { count: job.refused })}
        </LinkButton>
      )}
      <LinkButton to={`${home}/jobs/${job.id}/report.csv`} reloadDocument variant="quiet">
        {words('download_csv')}
      </LinkButton>
    </Actions>
  )
}

/** To the team the licenses are in now; where nobody looks after it alone, somebody can be asked to. */
function TeamWays({ home, team }: { home: string; team: NonNullable<Loaded['team']> }) {
  const words = useWords('assignment')
  const page = `${home.replace(/\/t\/\d+$/, '')}/teams/${team.id}`
  return (
    <>
      <LinkButton to={page}>{words('moved_see_team')}</LinkButton>
      {team.mayInvite && (
        <LinkButton to={`${page}?invite=yes#field-email`} variant="quiet" reloadDocument>
          {words('moved_invite')}
        </LinkButton>
      )}
    </>
  )
}

import { Link } from 'react-router'
import { notShown, refused } from '../answers.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/job-page'
import { resend, retryFailed, sendNow, stop, textOf, undo } from './acts.server.ts'
import { FailedLetters } from './failed-letters.tsx'
import { JobBanner } from './job-banner.tsx'
import { JobLines } from './job-lines.tsx'
import { JobProgress } from './job-progress.tsx'
import { jobResult, loadJobCodes } from './job-result.server.ts'
import { JobWays } from './job-ways.tsx'
import { type Here, placeOf } from './place.server.ts'
import { useJobWords } from './use-job-words.ts'

const perPage = 100
const outcomes = ['waiting', 'done', 'skipped', 'refused', 'stopped', 'undone', 'not_undone'] as const

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope } = here
  const params = args.url.searchParams
  const outcome = outcomes.find((one) => one === params.get('outcome'))
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(params.get('page'))) || 1))
  const query = { ...scope, jobId: args.params.job, page, perPage, ...(outcome && { outcome }) }
  const found = await app.views.jobPage(actor, query)
  if (!found.ok) throw notShown(found.refusal)
  const { lines, lineCount, letters, failedLetters, ...job } = found.plan
  return {
    ...{ home: place.home, mayAssign: place.mayAssign, retryId: crypto.randomUUID() },
    ...{ lines, lineCount, letters, failedLetters, page, perPage, outcome: outcome ?? null },
    job: {
      ...{ id: job.id, kind: job.kind, product: job.product, team: job.team, teamId: job.teamId },
      ...{ done: job.done, skipped: job.skipped, refused: job.refused, stopped: job.stopped },
      ...{ waiting: job.waiting, total: job.total, state: job.state, retryOf: job.retryOf },
      ...{ mayStop: job.mayStop, mayRetry: job.mayRetry },
      ...{ startedBy: job.startedBy, startedAt: job.startedAt.toISOString() },
    },
    team: job.kind === 'move' ? await teamOf(here, job.teamId) : null,
    result: jobResult(found.plan, await loadJobCodes({ app, actor, scope }, args.params.job), app.clock()),
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
    case 'stop':
      return stop(here, args.url, args.params.job)
    case 'retry':
      return retryFailed(here, args.params.job, textOf(form, 'retryId'))
    default:
      return refused({ code: 'act_unknown' })
  }
}

/** The report of one bulk act: how far it is, what was done, for whom not and why, and how to take it back. */
export default function JobPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const title = useJobWords()
  const { home, job, result } = loaderData
  return (
    <>
      <PageHead
        back={<Link to={`${home}/jobs`}>{words('jobs')}</Link>}
        title={title(job)}
        summary={<Summary {...loaderData} />}
      />
      <Stack>
        <Refused refusal={actionData?.refusal} />
        {result.pace ? (
          <JobProgress pace={result.pace} mayStop={job.mayStop} />
        ) : (
          <JobBanner job={result} home={home} report={false} focus={false} />
        )}
        <JobWays {...loaderData} />
        <FailedLetters letters={loaderData.failedLetters} />
        <JobLines {...loaderData} />
        <Pager page={loaderData.page} perPage={loaderData.perPage} total={loaderData.lineCount} />
      </Stack>
    </>
  )
}

/** What it gave, who began it and when, and what became of its letters. */
function Summary({ home, job, letters }: Route.ComponentProps['loaderData']) {
  const words = useWords('assignment')
  const format = useFormat()
  return (
    <>
      {job.kind === 'assign' && job.product && words('gave', { product: job.product, team: job.team ?? '' })}{' '}
      {words('started', { by: job.startedBy, at: format.dateTime(job.startedAt) })}{' '}
      {letters.sent > 0 && words('letters_sent', { count: letters.sent })}{' '}
      {letters.failed > 0 && words('letters_failed', { count: letters.failed })}{' '}
      {job.retryOf && words.rich('retry_of', {}, { a: <Link to={`${home}/jobs/${job.retryOf}`} /> })}
    </>
  )
}

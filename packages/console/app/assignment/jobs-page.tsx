import type { JobSummary } from '@claviger/server/assignment/job-views'
import { Link } from 'react-router'
import { notShown } from '../answers.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { useLive } from '../ui/use-live.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/jobs-page'
import { JobChip } from './job-chip.tsx'
import { type JobPace, paceOf } from './job-pace.server.ts'
import { usePaceSentence } from './job-progress.tsx'
import { placeOf } from './place.server.ts'
import { useJobWords } from './use-job-words.ts'

const perPage = 100
const everyMs = 3000

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(args.url.searchParams.get('page'))) || 1))
  const found = await app.views.jobsPage(actor, { ...scope, page, perPage })
  if (!found.ok) throw notShown(found.refusal)
  const { jobs, total } = found.plan
  const shown = jobs.map((job) => ({
    ...{ ...job, startedAt: job.startedAt.toISOString(), pace: paceOf(job, app.clock()) },
  }))
  return { home: place.home, jobs: runningFirst(shown), total, page, perPage }
}

function runningFirst<Shown extends { readonly pace: JobPace | null }>(jobs: readonly Shown[]): Shown[] {
  return [...jobs.filter(({ pace }) => pace), ...jobs.filter(({ pace }) => !pace)]
}

type Job = Omit<JobSummary, 'startedAt'> & { readonly startedAt: string; readonly pace: JobPace | null }

/** Every bulk act: those under way first, then the newest. */
export default function JobsPage({ loaderData: { jobs, home, total, page } }: Route.ComponentProps) {
  const words = useWords('assignment')
  const columns = useColumns(home)
  useLive(jobs.some(({ pace }) => pace) ? everyMs : 0)
  return (
    <>
      <PageHead title={words('jobs')} summary={jobs.length > 0 && words('jobs_summary')} />
      {jobs.length === 0 ? (
        <EmptyState title={words('no_jobs_title')}>{words('no_jobs')}</EmptyState>
      ) : (
        <Stack>
          <DataTable caption={words('jobs')} columns={columns} rows={jobs} rowKey={(job) => job.id} />
          <Pager page={page} perPage={perPage} total={total} />
        </Stack>
      )}
    </>
  )
}

function useColumns(home: string): Column<Job>[] {
  const words = useWords('assignment')
  const format = useFormat()
  const title = useJobWords()
  const sentence = usePaceSentence()
  return [
    {
      key: 'what',
      head: words('what'),
      cell: (job) => <Link to={`${home}/jobs/${job.id}`}>{title(job)}</Link>,
    },
    { key: 'product', head: words('product'), cell: (job) => job.product },
    {
      key: 'status',
      head: words('status'),
      priority: 1,
      cell: (job) => (
        <>
          <JobChip job={job} /> {job.pace && sentence(job.pace)}
        </>
      ),
    },
    {
      key: 'not_done',
      head: words('not_done'),
      numeric: true,
      cell: (job) => format.number(job.skipped + job.refused + job.stopped),
    },
    { key: 'by', head: words('by'), priority: 3, cell: (job) => job.startedBy },
    { key: 'when', head: words('when'), nowrap: true, cell: (job) => <MomentText at={job.startedAt} /> },
  ]
}

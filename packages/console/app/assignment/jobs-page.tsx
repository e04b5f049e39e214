import type { JobSummary } from '@claviger/server/assignment/job-views'
import { Link } from 'react-router'
import { notShown } from '../answers.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/jobs-page'
import { JobChip } from './job-chip.tsx'
import { placeOf } from './place.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const found = await app.views.jobsPage(actor, scope)
  if (!found.ok) throw notShown(found.refusal)
  return {
    home: place.home,
    jobs: found.plan.jobs.map((job) => ({ ...job, startedAt: job.startedAt.toISOString() })),
  }
}

type Job = Omit<JobSummary, 'startedAt'> & { readonly startedAt: string }

/** Every bulk act, newest first. */
export default function JobsPage({ loaderData: { jobs, home } }: Route.ComponentProps) {
  const words = useWords('assignment')
  const columns = useColumns(home)
  return (
    <>
      <PageHead title={words('jobs')} summary={jobs.length > 0 && words('jobs_summary')} />
      {jobs.length === 0 ? (
        <EmptyState title={words('no_jobs_title')}>{words('no_jobs')}</EmptyState>
      ) : (
        <DataTable caption={words('jobs')} columns={columns} rows={jobs} rowKey={(job) => job.id} />
      )}
    </>
  )
}

const didWhat = { assign: 'assigned', revoke: 'revoked', move: 'moved' } as const

function useColumns(home: string): Column<Job>[] {
  const words = useWords('assignment')
  const format = useFormat()
  return [
    {
      key: 'what',
      head: words('what'),
      cell: (job) => (
        <Link to={`${home}/jobs/${job.id}`}>
          {words(didWhat[job.kind], { count: job.done, team: job.team ?? '' })}
        </Link>
      ),
    },
    { key: 'product', head: words('product'), cell: (job) => job.product },
    { key: 'status', head: words('status'), priority: 1, nowrap: true, cell: (job) => <JobChip job={job} /> },
    {
      key: 'not_done',
      head: words('not_done'),
      numeric: true,
      cell: (job) => format.number(job.skipped + job.refused),
    },
    { key: 'by', head: words('by'), priority: 3, cell: (job) => job.startedBy },
    { key: 'when', head: words('when'), nowrap: true, cell: (job) => <MomentText at={job.startedAt} /> },
  ]
}

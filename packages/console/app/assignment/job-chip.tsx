import type { JobSummary } from '@claviger/server/assignment/job-views'
import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'

interface Counted extends Pick<JobSummary, 'state' | 'refused' | 'stopped'> {
  readonly undoneAt: Date | string | null
}

/** What became of a bulk act, or that it goes on. */
export function JobChip({ job }: { job: Counted }) {
  const words = useWords('assignment')
  if (job.state !== 'ended')
    return (
      <StatusChip shape="hourglass" tone="info">
        {words(`job_${job.state}`)}
      </StatusChip>
    )
  if (job.undoneAt)
    return (
      <StatusChip shape="arrow-back" tone="neutral">
        {words('job_undone')}
      </StatusChip>
    )
  if (job.stopped > 0)
    return (
      <StatusChip shape="pause" tone="warn">
        {words('job_stopped')}
      </StatusChip>
    )
  if (job.refused > 0)
    return (
      <StatusChip shape="half-dot" tone="warn">
        {words('job_partly')}
      </StatusChip>
    )
  return (
    <StatusChip shape="check" tone="ok">
      {words('job_done')}
    </StatusChip>
  )
}

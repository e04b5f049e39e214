import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'

interface Counted {
  readonly refused: number
  readonly undoneAt: Date | string | null
}

/** What became of a bulk act. */
export function JobChip({ job }: { job: Counted }) {
  const words = useWords('assignment')
  if (job.undoneAt)
    return (
      <StatusChip shape="arrow-back" tone="neutral">
        {words('job_undone')}
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

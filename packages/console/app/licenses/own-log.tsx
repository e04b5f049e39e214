import type { Activity } from '@claviger/server/assignment/activity-views'
import { Link } from 'react-router'
import { Stack } from '../ui/task.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { useWords } from '../words/use-words.ts'
import { useActivityWords } from './use-activity-words.ts'

/** What happened to one license or person, as a loader prepares it. */
export interface ShownOwnLog {
  readonly entries: readonly (Omit<Activity, 'at'> & { readonly at: string })[]
  /** The same in the log of everything, with all there is. */
  readonly to: string
}

/** What happened to one license or person, newest first, with the way to all of it. Speaks the words of `activity`. */
export function OwnLog({ log: { entries, to }, home }: { log: ShownOwnLog; home: string }) {
  const words = useWords('activity')
  const { sentence, actor } = useActivityWords()
  if (entries.length === 0) return <p>{words('own_log_empty')}</p>
  return (
    <Stack>
      <Timeline
        entries={entries.map((entry) => ({
          ...{ key: entry.id, at: entry.at, what: sentence(entry) },
          who: (
            <>
              <bdi>{actor(entry.actor)}</bdi> ·{' '}
              {entry.jobId ? (
                <Link to={`${home}/jobs/${entry.jobId}`}>{words('origin_job')}</Link>
              ) : (
                words(`origin_${entry.origin}`)
              )}
            </>
          ),
        }))}
      />
      <p>
        <Link to={to}>{words('activity_of_this')}</Link>
      </p>
    </Stack>
  )
}

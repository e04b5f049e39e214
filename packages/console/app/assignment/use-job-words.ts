import type { JobSummary } from '@claviger/server/assignment/job-views'
import { useWords } from '../words/use-words.ts'

type Named = Pick<JobSummary, 'kind' | 'done' | 'total' | 'state'> & { readonly team: string | null }

/** Names bulk acts of every kind: what they did, or what they are doing. */
export function useJobWords() {
  const words = useWords('assignment')
  return ({ kind, done, total, state, team }: Named): string =>
    state === 'running'
      ? words(`doing_${kind}`, { count: total, team: team ?? '' })
      : words(`did_${kind}`, { count: done, team: team ?? '' })
}

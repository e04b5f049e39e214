import type { JobSummary } from '@claviger/server/assignment/job-views'

/** How far a bulk act is that goes on after its request. */
export interface JobPace {
  readonly state: 'running' | 'undoing'
  readonly passed: number
  readonly total: number
  /** As it goes now; null while that cannot be told. */
  readonly secondsLeft: number | null
}

type Timed = Pick<JobSummary, 'state' | 'waiting' | 'total' | 'done' | 'startedAt'>

/** Tells how far a job is, and how long the rest takes at the pace of what is behind it; nothing when it has ended. */
export function paceOf({ state, waiting, total, done, startedAt }: Timed, now: Date): JobPace | null {
  switch (state) {
    case 'ended':
      return null
    case 'undoing':
      return { state, passed: Math.max(0, done - waiting), total: done, secondsLeft: null }
    case 'running': {
      const passed = total - waiting
      const perLine = passed > 0 ? (now.getTime() - startedAt.getTime()) / 1000 / passed : null
      return { state, passed, total, secondsLeft: perLine === null ? null : Math.ceil(perLine * waiting) }
    }
  }
}

import { Form, Link } from 'react-router'
import { CodesStay } from '../activation/codes-stay.tsx'
import { Banner, UndoLine } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { JobResult } from './job-result.server.ts'

interface JobBannerProps {
  job: JobResult
  home: string
  /** Leads to the whole report, unless this is it. */
  report?: boolean
  /** Set on the page the act was done on. */
  focus?: boolean
}

/** What was just done, where it was done: the count, when people hear of it, and the way back. */
export function JobBanner({ job, home, report = true, focus = true }: JobBannerProps) {
  const words = useWords('assignment')
  return (
    <Banner
      key={`${job.id} ${job.undone}`}
      focus={focus}
      tone={job.undone && job.notUndone > 0 ? 'warn' : 'ok'}
      actions={
        <>
          {job.mayUndo && <UndoLine until={job.undoUntil} fields={{ act: 'undo', job: job.id }} />}
          {job.kind === 'assign' && job.lettersWaiting > 0 && !job.undone && <SendNow job={job.id} />}
          {report && <Link to={`${home}/jobs/${job.id}`}>{words('see_report')}</Link>}
        </>
      }
    >
      {job.undone ? <Undone job={job} /> : <Done job={job} />} <CodesStay job={job} />
    </Banner>
  )
}

function SendNow({ job }: { job: string }) {
  const words = useWords('assignment')
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="act" value="send_now" />
      <input type="hidden" name="job" value={job} />
      <Button>{words('send_now')}</Button>
    </Form>
  )
}

function Done({ job }: { job: JobResult }) {
  const words = useWords('assignment')
  const format = useFormat()
  if (job.kind === 'move') return <Moved job={job} />
  const revoked = job.kind === 'revoke'
  return (
    <>
      <strong>{words(revoked ? 'revoked' : 'assigned', { count: job.done })}</strong>{' '}
      {job.lettersWaiting > 0
        ? words(revoked ? 'notices_at' : 'letters_at', { time: format.time(job.lettersAt) })
        : words(revoked ? 'no_notices' : 'letters_left')}{' '}
      {job.refused > 0 && words(revoked ? 'kept' : 'not_assigned', { count: job.refused })}
    </>
  )
}

/** People keep what they have when it changes teams, so nobody is written to. */
function Moved({ job }: { job: JobResult }) {
  const words = useWords('assignment')
  return (
    <>
      <strong>
        <bdi>{words('moved', { count: job.done, team: job.team })}</bdi>
      </strong>{' '}
      {job.people > 0 && words('moved_people', { count: job.people })}{' '}
      {job.refused > 0 && words('kept', { count: job.refused })}
    </>
  )
}

const partly = {
  assign: 'partly_taken_back',
  revoke: 'partly_undone',
  move: 'partly_moved_back',
} as const

function Undone({ job }: { job: JobResult }) {
  const words = useWords('assignment')
  const format = useFormat()
  const back = job.done - job.notUndone
  return (
    <>
      {job.notUndone === 0 && job.told === 0 && words('undone')}
      {job.notUndone === 0 && job.told > 0 && words('undone_but_told', { count: job.told })}
      {job.notUndone > 0 && (
        <>
          {words(partly[job.kind], { count: back })}{' '}
          {job.takenBy.length > 0
            ? words('seats_taken_since', { count: job.notUndone, people: format.list(job.takenBy) })
            : words('not_undone_rest', { count: job.notUndone })}
        </>
      )}
    </>
  )
}

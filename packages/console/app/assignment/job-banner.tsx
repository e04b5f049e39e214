import { Form, Link } from 'react-router'
import { CodesStay } from '../activation/codes-stay.tsx'
import { Banner, UndoLine } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { usePaceSentence } from './job-progress.tsx'
import type { JobResult } from './job-result.server.ts'
import { useJobWords } from './use-job-words.ts'

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
  const link = report && <Link to={`${home}/jobs/${job.id}`}>{words('see_report')}</Link>
  if (job.pace)
    return (
      <Banner key={`${job.id} ${job.pace.state}`} focus={focus} tone="info" actions={link}>
        <GoesOn job={job} pace={job.pace} />
      </Banner>
    )
  return (
    <Banner
      key={`${job.id} ${job.undone}`}
      focus={focus}
      tone={job.undone && job.notUndone > 0 ? 'warn' : 'ok'}
      actions={
        <>
          {job.mayUndo && <UndoLine until={job.undoUntil} fields={{ act: 'undo', job: job.id }} />}
          {job.kind === 'assign' && job.lettersWaiting > 0 && !job.undone && <SendNow job={job.id} />}
          {link}
        </>
      }
    >
      {job.undone ? <Undone job={job} /> : <Done job={job} />} <CodesStay job={job} />
    </Banner>
  )
}

/** A long act is not over when its page is shown again. */
function GoesOn({ job, pace }: { job: JobResult; pace: NonNullable<JobResult['pace']> }) {
  const title = useJobWords()
  const sentence = usePaceSentence()
  return (
    <>
      <strong>
        <bdi>{title(job)}</bdi>
      </strong>
      <br />
      {sentence(pace)}
    </>
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
  const { kind, done, team, stopped, stoppedBy } = job
  const takes = kind === 'revoke'
  return (
    <>
      <strong>
        <bdi>{words(`result_${kind}`, { count: done, team })}</bdi>
      </strong>{' '}
      {stopped > 0 && words('stopped_by', { count: stopped, by: stoppedBy })}{' '}
      {kind === 'move' && job.people > 0 && words('moved_people', { count: job.people })}{' '}
      {kind !== 'move' &&
        (job.lettersWaiting > 0
          ? words(takes ? 'notices_at' : 'letters_at', { time: format.time(job.lettersAt) })
          : words(takes ? 'no_notices' : 'letters_left'))}{' '}
      {job.refused > 0 && words(kind === 'assign' ? 'not_assigned' : 'kept', { count: job.refused })}
    </>
  )
}

function Undone({ job }: { job: JobResult }) {
  const words = useWords('assignment')
  const format = useFormat()
  return (
    <>
      {job.notUndone === 0 && job.told === 0 && words('undone')}
      {job.notUndone === 0 && job.told > 0 && words('undone_but_told', { count: job.told })}
      {job.notUndone > 0 && (
        <>
          <PartlyBack job={job} />{' '}
          {job.takenBy.length > 0
            ? words('seats_taken_since', { count: job.notUndone, people: format.list(job.takenBy) })
            : words('not_undone_rest', { count: job.notUndone })}
        </>
      )}
    </>
  )
}

function PartlyBack({ job: { kind, done, notUndone } }: { job: JobResult }) {
  const words = useWords('assignment')
  const count = done - notUndone
  switch (kind) {
    case 'assign':
      return words('partly_taken_back', { count })
    case 'revoke':
      return words('partly_undone', { count })
    case 'move':
      return words('partly_moved_back', { count })
    default:
      return words(`left_${kind}`, { count })
  }
}

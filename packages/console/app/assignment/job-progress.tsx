import { Form, useLocation } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { useLive } from '../ui/use-live.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { JobPace } from './job-pace.server.ts'

/** How often a page asks how far a job is. */
const everyMs = 1500

interface JobProgressProps {
  pace: JobPace
  mayStop: boolean
}

/** How far a bulk act is, by itself where there are scripts and by a link where there are none; and the way to stop it. */
export function JobProgress({ pace, mayStop }: JobProgressProps) {
  const words = useWords('assignment')
  const sentence = usePaceSentence()(pace)
  const { pathname, search } = useLocation()
  useLive(everyMs)
  return (
    <Progress
      sentence={sentence}
      done={pace.passed}
      total={pace.total}
      note={words('you_can_leave')}
      actions={
        <>
          {mayStop && pace.state === 'running' && (
            <Form method="post" preventScrollReset>
              <Button name="act" value="stop">
                {words('stop')}
              </Button>{' '}
              {words('stop_help')}
            </Form>
          )}
          <noscript>
            <a href={pathname + search}>{words('where_it_is')}</a>
          </noscript>
        </>
      }
    />
  )
}

/** Says in words how far a job is: "81 of 194, about 10 seconds left". */
export function usePaceSentence() {
  const words = useWords('assignment')
  const format = useFormat()
  return ({ state, passed, total, secondsLeft }: JobPace): string => {
    const facts = { passed: format.number(passed), total: format.number(total) }
    if (state === 'undoing') return words('undoing_now', facts)
    if (secondsLeft === null) return words('progress_now', facts)
    return secondsLeft < 90
      ? words('progress_soon', { ...facts, count: secondsLeft })
      : words('progress_later', { ...facts, count: Math.ceil(secondsLeft / 60) })
  }
}

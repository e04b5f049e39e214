import { useFormat } from '../words/use-format.ts'
import { WithExact } from './with-exact.tsx'

/** A calendar date: the same day for every reader. */
export function DayText({ day, length }: { day: string; length?: 'short' | 'long' | undefined }) {
  const format = useFormat()
  return <time dateTime={day}>{format.date(day, length)}</time>
}

/** A moment: relative for the last 30 days, then its date; the exact time and zone can be read by pointing or focusing. */
export function MomentText({ at }: { at: string }) {
  const format = useFormat()
  return (
    <WithExact exact={format.dateTime(at)}>
      <time dateTime={at}>{format.relative(at)}</time>
    </WithExact>
  )
}

/** A moment with date, time and zone, where there is room for it. */
export function ExactText({ at }: { at: string }) {
  const format = useFormat()
  return <time dateTime={at}>{format.dateTime(at)}</time>
}

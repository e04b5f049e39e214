import { Link } from 'react-router'
import { MomentText } from '../ui/date-text.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { ShownOutlook } from './reminder-outlook.server.ts'

interface OutlookProps {
  outlook: ShownOutlook
  home: string
}

/** When the next reminder leaves, or why none does, and when the last one was. */
export function ReminderOutlook({ outlook: { next, remindedAt }, home }: OutlookProps) {
  const words = useWords('assignment')
  const format = useFormat()
  const due = next.due === null ? null : format.date(next.due)
  return (
    <p>
      {next.due === null
        ? words(`no_reminder_${next.why}`)
        : words(next.number === 1 ? 'reminder_first_on' : 'reminder_last_on', { date: due ?? '' })}{' '}
      {remindedAt && words.rich('reminded_when', {}, { when: <MomentText at={remindedAt} /> })}
      {next.due === null && next.why === 'switched_off' && (
        <Link to={`${home}/letters`}>{words('reminder_switches')}</Link>
      )}
    </p>
  )
}

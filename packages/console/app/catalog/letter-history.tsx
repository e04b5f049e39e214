import { Timeline, type TimelineEntry } from '../ui/timeline.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import type { ShownLetter } from './letter-state.ts'

interface LetterHistoryProps {
  letter: ShownLetter & { readonly sentAgain: readonly { readonly at: string; readonly by: string }[] }
}

/** What happened to a letter, newest first. */
export function LetterHistory({ letter }: LetterHistoryProps) {
  const words = useWords('mail')
  const entries: TimelineEntry[] = [
    ...latest(letter, words),
    ...letter.sentAgain
      .toReversed()
      .map(({ at, by }) => ({ key: `again ${at}`, at, what: words('happened_again'), who: <bdi>{by}</bdi> })),
    { key: 'written', at: letter.queuedAt, what: words('happened_written') },
  ]
  return <Timeline entries={entries} />
}

/** What its state says happened last, or happens next. */
function latest(
  { state, attempts, error, sendAfter, leftAt }: ShownLetter,
  words: Words<'mail'>,
): TimelineEntry[] {
  const at = leftAt ?? sendAfter
  switch (state) {
    case 'sent':
      return [{ key: state, at, what: words('happened_sent') }]
    case 'kept':
      return [{ key: state, at, what: words('happened_kept') }]
    case 'failed':
      return [{ key: state, at, what: words('happened_failed', { count: attempts }) }]
    case 'waiting':
      return [{ key: state, at, what: words(error ? 'happens_next_try' : 'happens_leaving') }]
    case 'withdrawn':
      return []
  }
}

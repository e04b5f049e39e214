import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'
import type { LetterState, ShownLetter } from './letter-state.ts'

const looks: Readonly<Record<LetterState, readonly [Shape, Tone]>> = {
  waiting: ['clock', 'info'],
  sent: ['check', 'ok'],
  kept: ['envelope', 'neutral'],
  failed: ['cross', 'danger'],
  withdrawn: ['arrow-back', 'neutral'],
}

/** What became of a letter, in a word. */
export function LetterChip({ letter }: { letter: Pick<ShownLetter, 'state' | 'error'> }) {
  const words = useWords('mail')
  if (letter.state === 'waiting' && letter.error)
    return (
      <StatusChip shape="hourglass" tone="warn">
        {words('trying_again')}
      </StatusChip>
    )
  const [shape, tone] = looks[letter.state]
  return (
    <StatusChip shape={shape} tone={tone}>
      {words(`state_${letter.state}`)}
    </StatusChip>
  )
}

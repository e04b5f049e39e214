import type { Rule } from '@claviger/core/kernel/rules'
import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'
import { Why } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import { useReasonWords } from './answer-words.ts'
import type { ShownCall } from './calls-table.tsx'

type Outcome = 'answered' | 'asked_to_wait' | 'refused'

const chips: Readonly<Record<Outcome, { shape: Shape; tone: Tone }>> = {
  answered: { shape: 'check', tone: 'ok' },
  asked_to_wait: { shape: 'clock', tone: 'neutral' },
  refused: { shape: 'cross', tone: 'danger' },
}

/** What a product was told, and behind a refusal the rules that led to it. */
export function CallAnswer({ call: { call, answer, facts } }: { call: ShownCall }) {
  const words = useWords('dev')
  const reason = useReasonWords()
  const outcome = outcomeOf(call, answer)
  const why = Array.isArray(facts.why) ? (facts.why as readonly Rule[]) : []
  return (
    <>
      <StatusChip {...chips[outcome]}>{words(`outcome_${outcome}`)}</StatusChip>{' '}
      {outcome !== 'answered' && reason(answer, facts)}
      {why.length > 0 && <Why refusal={{ code: 'not_allowed', why }} />}
    </>
  )
}

function outcomeOf(call: ShownCall['call'], answer: string): Outcome {
  if (answer === 'answered' || (call === 'release' && answer === 'released')) return 'answered'
  return answer === 'authorization_pending' || answer === 'slow_down' ? 'asked_to_wait' : 'refused'
}

import type { RequestState } from '@claviger/core/assignment/request-rules'
import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'

const looks = {
  open: { shape: 'question', tone: 'info' },
  granted: { shape: 'check', tone: 'ok' },
  declined: { shape: 'cross', tone: 'neutral' },
  withdrawn: { shape: 'arrow-back', tone: 'neutral' },
} as const

/** Whether a request waits, and else what became of it. */
export function RequestStateChip({ state }: { state: RequestState }) {
  const words = useWords('requests')
  return <StatusChip {...looks[state]}>{words(`state_${state}`)}</StatusChip>
}

import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'

const looks = {
  open: { shape: 'question', tone: 'info' },
  approved: { shape: 'check', tone: 'ok' },
  denied: { shape: 'cross', tone: 'neutral' },
} as const

/** Whether a request waits, and else what was answered. */
export function RequestChip({ state }: { state: keyof typeof looks }) {
  const words = useWords('activation')
  return <StatusChip {...looks[state]}>{words(`requests_state_${state}`)}</StatusChip>
}

import type { InvitationRow } from '@claviger/server/assignment/invitation-views'
import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'

/** Whether a link gives licenses today, and what keeps it from it. */
export function LinkChip({ refusal }: Pick<InvitationRow, 'refusal'>) {
  const words = useWords('assignment')
  switch (refusal?.code) {
    case undefined:
      return <StatusChip {...{ shape: 'dot', tone: 'ok' }}>{words('link_open')}</StatusChip>
    case 'link_paused':
      return <StatusChip {...{ shape: 'pause', tone: 'neutral' }}>{words('link_paused')}</StatusChip>
    case 'link_ended':
      return <StatusChip {...{ shape: 'clock', tone: 'neutral' }}>{words('link_ended')}</StatusChip>
    case 'link_used_up':
      return <StatusChip {...{ shape: 'check', tone: 'info' }}>{words('link_used_up')}</StatusChip>
    default:
      return <StatusChip {...{ shape: 'ring', tone: 'warn' }}>{words('link_no_seat')}</StatusChip>
  }
}

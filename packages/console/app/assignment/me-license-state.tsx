import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'

/** Whether a license in one's hands is connected to one's account. */
export function MeLicenseState({ license }: { license: { connectedAt: Date | null } }) {
  const words = useWords('me')
  return license.connectedAt === null ? (
    <StatusChip shape="envelope" tone="warn">
      {words('state_waiting')}
    </StatusChip>
  ) : (
    <StatusChip shape="dot" tone="ok">
      {words('state_connected')}
    </StatusChip>
  )
}

import { MomentText } from '../ui/date-text.tsx'
import { useWords } from '../words/use-words.ts'
import type { LastUse } from './person-row.server.ts'

/** When something was last used, in one of three words that are not the same: seen, never, not recorded. */
export function LastUseText({ used }: { used: LastUse }) {
  const words = useWords('people')
  if (used === null) return null
  return typeof used === 'string' ? words(`used_${used}`) : <MomentText at={used.at} />
}

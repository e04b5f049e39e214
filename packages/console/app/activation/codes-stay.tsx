import type { JobCodes } from '@claviger/server/activation/code-views'
import type { JobSummary } from '@claviger/server/assignment/job-views'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { CodesOutRemark } from './codes-out-remark.tsx'

interface CodesStayProps {
  job: { readonly kind: JobSummary['kind']; readonly undone: boolean; readonly codes: JobCodes }
}

/** What a bulk act, or taking it back, cannot change: activation codes that are out, and with whom. */
export function CodesStay({ job: { kind, undone, codes } }: CodesStayProps) {
  const words = useWords('activation')
  const format = useFormat()
  // Codes of people who have their license are as they should be.
  if (!codes.out || kind === 'move' || (kind === 'assign' && !undone) || (kind === 'reassign' && undone))
    return null
  const people = format.list(codes.people)
  if (kind === 'revoke' && undone) return words('out_undone', { people })
  return (
    <>
      <CodesOutRemark out={codes.out} /> {words('out_with', { people })}
    </>
  )
}

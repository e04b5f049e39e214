import type { CodesOut } from '@claviger/core/activation/codes-out'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { useCodeTerms } from './use-code-terms.ts'

/** What an act cannot take back: "3 people also hold an offline code. It keeps working until …, and keeps … after that." */
export function CodesOutRemark({ out }: { out: CodesOut }) {
  const words = useWords('activation')
  const format = useFormat()
  const { versions } = useCodeTerms()
  const facts = { count: out.count, date: format.date(out.until, 'long') }
  return out.keeps.length === 0
    ? words('out_remark', facts)
    : words('out_remark_keeps', { ...facts, versions: versions(out.keeps) })
}

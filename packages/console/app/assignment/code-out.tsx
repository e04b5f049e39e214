import type { CodesOut } from '@claviger/core/activation/codes-out'
import { useCodeTerms } from '../activation/use-code-terms.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './people-page.module.css'

/** That a code of a license is out, until when it works, and what it keeps. */
export function CodeOut({ codes }: { codes: CodesOut | null }) {
  const words = useWords('people')
  const format = useFormat()
  const { versions } = useCodeTerms()
  if (!codes) return null
  const day = format.date(codes.until)
  return (
    <span className={style.code}>
      {codes.keeps.length === 0
        ? words('code_out', { day })
        : words('code_keeps', { day, versions: versions(codes.keeps) })}
    </span>
  )
}

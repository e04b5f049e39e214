import type { OutstandingCode } from '@claviger/server/activation/code-views'
import { ExactText } from '../ui/date-text.tsx'
import { Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './outstanding-codes.module.css'
import { useCodeTerms } from './use-code-terms.ts'

/** A code that is out, as a page shows it. */
export interface ShownOutstandingCode extends Omit<OutstandingCode, 'issuedAt' | 'endedAt'> {
  readonly issuedAt: string
  readonly endedAt: string | null
}

/** Which codes of a license are out in the world: with whom, until when, what they keep, and how they came. */
export function OutstandingCodes({ codes }: { codes: readonly ShownOutstandingCode[] }) {
  const words = useWords('activation')
  if (codes.length === 0) return null
  return (
    <section>
      <Stack>
        <h3>{words('out_title')}</h3>
        <ul className={style.list}>
          {codes.map((code) => (
            <li key={code.serial}>
              <Outstanding code={code} />
            </li>
          ))}
        </ul>
      </Stack>
    </section>
  )
}

function Outstanding({ code }: { code: ShownOutstandingCode }) {
  const words = useWords('activation')
  const format = useFormat()
  const { versions } = useCodeTerms()
  return (
    <>
      <p>
        <strong>{words('out_license', { date: format.date(code.validUntil, 'long') })}</strong>
        {code.keeps.length > 0 && ` ${words('out_keeps', { versions: versions(code.keeps) })}`}
      </p>
      <p className={style.how}>
        <bdi>{code.name || code.address}</bdi> · {words(`came_by_${code.cameBy}`)} ·{' '}
        <ExactText at={code.issuedAt} />
        {code.endedAt !== null && ` · ${words('out_ended')}`}
      </p>
    </>
  )
}

import { Button } from '../ui/button.tsx'
import field from '../ui/field.module.css'
import { Why } from '../words/refused.tsx'
import { useRefusal } from '../words/use-refusal.ts'
import { useWords } from '../words/use-words.ts'
import style from './assign-look.module.css'
import type { PreviewLine } from './assign-preview.server.ts'

/** Rows with a doubt, each with its reason and the ways to settle it in place. */
export function AssignLook({ lines, of }: { lines: readonly PreviewLine[]; of: 'line' | 'row' }) {
  return (
    <ol className={style.lines}>
      {lines.map((line) => (
        <Look key={line.line} line={line} of={of} />
      ))}
    </ol>
  )
}

/** What no other address puts right: it is said for many rows at once, above. */
const settledAbove: ReadonlySet<unknown> = new Set([
  ...['row_team_unknown', 'row_product_unknown', 'row_pool_missing', 'row_date_unread', 'row_date_either'],
])

function Look({ line, of }: { line: PreviewLine; of: 'line' | 'row' }) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  const refusal = useRefusal()
  const { reason, suggestion, mayGoAnyway } = line
  const id = `look-${line.line}`
  return (
    <li className={style.line}>
      <input type="hidden" name={`raw.${line.line}`} value={line.raw} />
      <p className={style.where}>{words(of, { line: line.textLine })}</p>
      <p className={style.raw}>
        <bdi>{line.raw}</bdi>
      </p>
      <p id={id} className={style.reason}>
        {reason && refusal.sentence(reason)}
      </p>
      <div className={style.why}>
        <Why refusal={reason} />
      </div>
      <div className={style.ways}>
        {suggestion && !settledAbove.has(reason?.code) && (
          <Button name={`fix.${line.line}`} value={suggestion} aria-describedby={id}>
            {words('use', { address: suggestion })}
          </Button>
        )}
        {mayGoAnyway && (
          <Button name={`anyway.${line.line}`} value="1" aria-describedby={id}>
            {words('assign_anyway')}
          </Button>
        )}
        {reason?.code === 'row_date_unread' && (
          <Button name={`anyway.${line.line}`} value="1" aria-describedby={id}>
            {lists('without_day')}
          </Button>
        )}
        {!mayGoAnyway && !settledAbove.has(reason?.code) && (
          <input
            name={`edit.${line.line}`}
            defaultValue={line.typed}
            aria-label={words('address_of_line', { line: line.textLine })}
            aria-describedby={id}
            aria-invalid
            className={field.control}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </div>
    </li>
  )
}

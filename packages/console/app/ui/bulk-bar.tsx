import { type ReactNode, use } from 'react'
import { Form } from 'react-router'
import { useWords } from '../words/use-words.ts'
import style from './bulk-bar.module.css'
import { TicksContext } from './selection.tsx'

interface BulkBarProps {
  /**
   * Buttons with `name` and `value`, at most four, for so many rows, and for how many of those fit an act that is not for
   * every row. Both are 0 while scripts are off, so words must do without them then.
   */
  children: (count: number, fitting: number) => ReactNode
  action?: string | undefined
}

/**
 * Rises at the bottom while rows are ticked. Posts `ticked` once a row; when everything that matches is meant,
 * also `matching` with the filter.
 */
export function BulkBar({ children, action }: BulkBarProps) {
  const words = useWords()
  const ticks = use(TicksContext)
  if (!ticks) return null
  return (
    <Form
      method="post"
      id={ticks.form}
      className={style.bar}
      preventScrollReset
      {...(action === undefined ? {} : { action })}
    >
      {ticks.matching !== null && <input type="hidden" name="matching" value={ticks.matching} />}
      <p className={style.count} role="status">
        {ticks.count > 0 && words('selected', { count: ticks.count })}
      </p>
      <div className={style.actions}>{children(ticks.count, ticks.fitting)}</div>
      <button
        type="reset"
        className={style.clear}
        onClick={() => setTimeout(ticks.clear)}
        data-clear-selection
      >
        {words('clear_selection')}
      </button>
    </Form>
  )
}

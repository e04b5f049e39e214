import { type ReactNode, use } from 'react'
import { Form } from 'react-router'
import { useWords } from '../words/use-words.ts'
import style from './bulk-bar.module.css'
import { PopOver } from './pop-over.tsx'
import { TicksContext } from './selection.tsx'

/** Buttons for so many rows, and for how many of those fit an act that is not for every row. */
type Buttons = (count: number, fitting: number) => ReactNode

interface BulkBarProps {
  /** Buttons with `name` and `value`, at most four. Both numbers are 0 while scripts are off, so words must do without them then. */
  children: Buttons
  /** The rest, behind *More*. */
  more?: Buttons | undefined
  action?: string | undefined
}

/**
 * Rises at the bottom while rows are ticked. Posts `ticked` once a row; when everything that matches is meant,
 * also `matching` with the filter, and `except` once a row that was left out of it.
 */
export function BulkBar({ children, more, action }: BulkBarProps) {
  const words = useWords()
  const ticks = use(TicksContext)
  if (!ticks) return null
  const { matching, count, fitting } = ticks
  const others = more?.(count, fitting)
  return (
    <Form
      method="post"
      id={ticks.form}
      className={style.bar}
      preventScrollReset
      {...(action === undefined ? {} : { action })}
    >
      {matching !== null && <input type="hidden" name="matching" value={matching.filter} />}
      {matching !== null &&
        [...matching.except.keys()].map((row) => <input key={row} type="hidden" name="except" value={row} />)}
      <p className={style.count} role="status">
        {count > 0 && words('selected', { count })}
      </p>
      <div className={style.actions}>
        {children(count, fitting)}
        {others && (
          <PopOver title={words('more_actions')} up>
            {others}
          </PopOver>
        )}
      </div>
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

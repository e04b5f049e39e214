import type { ReactElement } from 'react'
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import style from './with-exact.module.css'

/** Shows the exact words on pointing and on focus; they can be pointed at and sent away with Esc. */
export function WithExact({ exact, children }: { exact: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={300}>
      <Focusable>
        <button type="button" className={style.inexact}>
          {children}
        </button>
      </Focusable>
      <Tooltip className={style.exact ?? ''} offset={4}>
        {exact}
      </Tooltip>
    </TooltipTrigger>
  )
}

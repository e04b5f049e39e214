import { type ReactNode, useEffect, useRef } from 'react'
import { Form } from 'react-router'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './banner.module.css'
import { Button } from './button.tsx'
import { classes } from './classes.ts'

type BannerTone = 'ok' | 'info' | 'warn' | 'danger'

interface BannerProps {
  tone: BannerTone
  children: ReactNode
  /** What can be done about it: links and buttons. */
  actions?: ReactNode
  /** Set by the act that made the banner, so that keyboards land on it. */
  focus?: boolean | undefined
}

/** What an act did, where it happened; it stays. Warnings and errors interrupt a screen reader, results do not. */
export function Banner({ tone, children, actions, focus }: BannerProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  const urgent = tone === 'danger' || tone === 'warn'
  return (
    <div
      ref={box}
      tabIndex={-1}
      role={urgent ? 'alert' : 'status'}
      className={classes(style.banner, style[tone])}
    >
      <div className={style.text}>{children}</div>
      {actions && <div className={style.actions}>{actions}</div>}
    </div>
  )
}

interface UndoLineProps {
  /** The end of the window; shown as a clock time, never as a countdown. */
  until: string
  /** Where the undo is posted, with these fields. */
  action?: string | undefined
  fields: Readonly<Record<string, string>>
}

/** The way back, as a form, so that it works without scripts; Ctrl+Z presses it. */
export function UndoLine({ until, action, fields }: UndoLineProps) {
  const words = useWords()
  const format = useFormat()
  return (
    <Form
      method="post"
      preventScrollReset
      className={style.undo}
      {...(action === undefined ? {} : { action })}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button variant="secondary" data-undo>
        {words('undo')}
      </Button>
      <span className={style.until}>{words('undo_until', { time: format.time(until) })}</span>
    </Form>
  )
}

import { Children, type ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import style from './steps.module.css'

export interface Step {
  key: string
  title: ReactNode
  state: 'done' | 'now' | 'later'
}

/** Where one is on a short way: first run, checkout. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const words = useWords()
  const states = { done: words('step_done'), now: words('step_now'), later: words('step_later') }
  return (
    <ol className={style.steps} aria-label={words('steps')}>
      {steps.map((step) => (
        <li key={step.key} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className={style.title}>{step.title}</span>
          <span className={style.state}>{states[step.state]}</span>
        </li>
      ))}
    </ol>
  )
}

/** Things to do one after the other, numbered: what comes next on the recipient's computer. */
export function NumberedList({ children }: { children: ReactNode }) {
  return (
    <ol className={style.numbered}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </ol>
  )
}

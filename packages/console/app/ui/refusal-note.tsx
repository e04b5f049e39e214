import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../words/use-words.ts'
import { CheckIcon, CrossIcon } from './icons.tsx'
import style from './refusal-note.module.css'

export interface RuleLine {
  key: string
  met: boolean
  text: ReactNode
}

interface RefusalNoteProps {
  /** What was refused, and what is so instead. */
  sentence: ReactNode
  /** The rules that were looked at, in order, with their facts. */
  rules?: readonly RuleLine[] | undefined
  /** The button that puts it right, when there is one. */
  fix?: ReactNode
}

/** Why not: the sentence, the chain of rules behind "Why?", and the button that fixes it. */
export function RefusalNote({ sentence, rules = [], fix }: RefusalNoteProps) {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (sentence) note.current?.focus()
  }, [sentence])
  return (
    <div ref={note} tabIndex={-1} role="alert" className={style.note}>
      <p className={style.sentence}>{sentence}</p>
      {fix && <div className={style.fix}>{fix}</div>}
      <WhyChain rules={rules} />
    </div>
  )
}

/** The rules that were looked at, in order, up to the one that failed; nothing when there are none. */
export function WhyChain({ rules, children }: { rules: readonly RuleLine[]; children?: ReactNode }) {
  const words = useWords()
  if (rules.length === 0) return null
  return (
    <details className={style.why}>
      <summary>{words('why')}</summary>
      <ol>
        {rules.map((rule) => (
          <li key={rule.key} className={rule.met ? style.met : style.unmet}>
            {rule.met ? <CheckIcon /> : <CrossIcon />}
            <span>
              <span className={style.verdict}>{words(rule.met ? 'rule_met' : 'rule_unmet')}: </span>
              {rule.text}
            </span>
          </li>
        ))}
      </ol>
      {children && <div className={style.fix}>{children}</div>}
    </details>
  )
}

import type { Refusal } from '@claviger/core/kernel/decision'
import type { Rule } from '@claviger/core/kernel/rules'
import type { ReactNode } from 'react'
import { LinkButton } from '../ui/button.tsx'
import { RefusalNote, type RuleLine, WhyChain } from '../ui/refusal-note.tsx'
import { useRefusal } from './use-refusal.ts'
import { useWaysOut } from './use-ways-out.ts'
import { useWords } from './use-words.ts'
import type { Way } from './ways-out.ts'

interface RefusedProps {
  refusal: Refusal | undefined
  /** The page's own button that puts it right, in the place of the ways known for the code. */
  fix?: ReactNode
}

/**
 * Shows a refusal as the server gave it, unless it is about fields, which say so themselves: the sentence, the chain of
 * rules behind "Why?", and the way out.
 */
export function Refused({ refusal, fix }: RefusedProps) {
  const words = useRefusal()
  const rules = useRules(refusal)
  if (!refusal || refusal.code === 'fields_wrong') return null
  const ways = fix || <WaysOut refusal={refusal} />
  return <RefusalNote sentence={words.sentence(refusal)} rules={rules} fix={ways} />
}

/** The chain alone, for a page whose own words have said the rest; with `ways`, what to do as well. */
export function Why({ refusal, ways }: { refusal: Refusal | null | undefined; ways?: boolean }) {
  const rules = useRules(refusal ?? undefined)
  return <WhyChain rules={rules}>{ways && refusal && <WaysOut refusal={refusal} />}</WhyChain>
}

/** What to do about a refusal: buttons that lead there, commands to run, people to ask. */
export function WaysOut({ refusal }: { refusal: Refusal }) {
  const ways = useWaysOut()(refusal)
  return ways.map((way) => <OneWay key={JSON.stringify(way)} way={way} refusal={refusal} />)
}

function OneWay({ way, refusal }: { way: Way; refusal: Refusal }) {
  const words = useWords('refusals')
  const says = useRefusal()
  switch (way.kind) {
    case 'go':
      return (
        <LinkButton to={way.to} reloadDocument>
          {words(way.label)}
        </LinkButton>
      )
    case 'run':
      return (
        <p>
          <code dir="ltr">{way.command}</code>
        </p>
      )
    case 'say':
      return <p>{says.way(way.sentence, refusal)}</p>
  }
}

function useRules(refusal: Refusal | undefined): readonly RuleLine[] {
  const words = useRefusal()
  const why = Array.isArray(refusal?.why) ? (refusal.why as readonly Rule[]) : []
  return why.map((step) => ({ key: step.rule, met: step.met, text: words.rule(step) }))
}

import type { Refusal } from '@claviger/core/kernel/decision'
import type { Rule } from '@claviger/core/kernel/rules'
import type { ReactNode } from 'react'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { useRefusal } from './use-refusal.ts'

/** Shows a refusal as the server gave it, unless it is about fields, which say so themselves; its `why` facts, when there are any, become the chain of rules. */
export function Refused({ refusal, fix }: { refusal: Refusal | undefined; fix?: ReactNode }) {
  const words = useRefusal()
  if (!refusal || refusal.code === 'fields_wrong') return null
  const rules = rulesOf(refusal).map((step) => ({ key: step.rule, met: step.met, text: words.rule(step) }))
  return <RefusalNote sentence={words.sentence(refusal)} rules={rules} fix={fix} />
}

function rulesOf(refusal: Refusal): readonly Rule[] {
  return Array.isArray(refusal.why) ? (refusal.why as readonly Rule[]) : []
}

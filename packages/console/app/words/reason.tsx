import type { Refusal } from '@claviger/core/kernel/decision'
import { Why } from './refused.tsx'
import { useRefusal } from './use-refusal.ts'

/** Why one line of many got nothing: the sentence, and behind "Why?" the rules and the way out. */
export function Reason({ refusal }: { refusal: Refusal }) {
  const words = useRefusal()
  return (
    <>
      {words.sentence(refusal)} <Why refusal={refusal} ways />
    </>
  )
}

import type { Refusal } from '@claviger/core/kernel/decision'
import { useMemo } from 'react'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { useRefusal } from './use-refusal.ts'

/** The sentences for the fields a refusal names, one by its own `field` or all those of a form that cannot be read. */
export function useFieldErrors(refusal: Refusal | undefined): FieldErrors | undefined {
  const words = useRefusal()
  return useMemo(() => {
    if (!refusal) return undefined
    const named = [refusal, ...(Array.isArray(refusal.fields) ? (refusal.fields as Refusal[]) : [])]
    const sentences = named.flatMap((one) =>
      typeof one.field === 'string' ? [[one.field, words.sentence(one)] as const] : [],
    )
    return sentences.length === 0 ? undefined : Object.fromEntries(sentences)
  }, [refusal, words])
}

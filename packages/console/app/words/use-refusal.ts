import type { Refusal } from '@claviger/core/kernel/decision'
import type { Rule } from '@claviger/core/kernel/rules'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Format } from './format.ts'
import { useFormat } from './use-format.ts'

export interface RefusalWords {
  /** The sentence for a refusal; an unknown code says its code instead of nothing. */
  sentence(refusal: Refusal): string
  /** The sentence for a rule of the chain behind it. */
  rule(step: Rule): string
}

/** Puts refusals into words: keys of the `refusals` catalog are the codes, `rule_…` the rules. */
export function useRefusal(): RefusalWords {
  const { t, i18n } = useTranslation('refusals')
  const format = useFormat()
  return useMemo(() => {
    const word = (key: string, facts: Readonly<Record<string, unknown>>, otherwise: string) =>
      String(
        t(i18n.exists(key, { ns: 'refusals', ...plain(facts, format) }) ? key : otherwise, {
          code: key,
          ...plain(facts, format),
        }),
      )
    return {
      sentence: (refusal) => word(refusal.code, refusal, 'unknown_refusal'),
      rule: (step) => word(`rule_${step.rule}`, step.facts, 'unknown_rule'),
    }
  }, [t, i18n, format])
}

const calendarDate = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

function plain(facts: Readonly<Record<string, unknown>>, format: Format) {
  const shown = (value: unknown): unknown => {
    if (value instanceof Date) return format.dateTime(value)
    if (Array.isArray(value)) return format.list(value.map(String))
    if (typeof value !== 'string') return value
    if (calendarDate.test(value)) return format.date(value)
    return instant.test(value) ? format.dateTime(value) : value
  }
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, shown(value)]))
}

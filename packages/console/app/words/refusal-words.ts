import type { Refusal } from '@claviger/core/kernel/decision'
import type { Rule } from '@claviger/core/kernel/rules'
import type { i18n } from 'i18next'
import type { Format } from './format.ts'

export interface RefusalWords {
  /** The sentence for a refusal; an unknown code says its code instead of nothing. */
  sentence(refusal: Refusal): string
  /** The sentence for a rule of the chain behind it. */
  rule(step: Rule): string
}

/**
 * Puts refusals into words: keys of the `refusals` catalog are the codes, `rule_…` the rules. A code about a field may
 * have a sentence of its own there, such as `text_missing_company`.
 */
export function refusalWords(words: i18n, format: Format): RefusalWords {
  const word = (key: string, facts: Readonly<Record<string, unknown>>, otherwise: string) => {
    const options = { ...plain(facts, format), ns: 'refusals' }
    return String(words.t(words.exists(key, options) ? key : otherwise, { code: key, ...options }))
  }
  return {
    sentence: (refusal) => {
      const ofField = `${refusal.code}_${String(refusal.field)}`
      const key = words.exists(ofField, { ns: 'refusals' }) ? ofField : refusal.code
      return word(key, refusal, 'unknown_refusal')
    },
    rule: (step) => word(`rule_${step.rule}`, step.facts, 'unknown_rule'),
  }
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

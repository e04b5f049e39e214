import type { Refusal } from '@claviger/core/kernel/decision'
import { formatLicenseId } from '@claviger/core/kernel/ids'
import type { Rule } from '@claviger/core/kernel/rules'
import type { i18n } from 'i18next'
import type { Format } from './format.ts'

export interface RefusalWords {
  /** The sentence for a refusal; an unknown code says its code instead of nothing. */
  sentence(refusal: Refusal): string
  /** The sentence for a rule of the chain behind it: what holds, or what is so instead. */
  rule(step: Rule): string
  /** The sentence that says what to do, with the refusal's facts. */
  way(sentence: string, refusal: Refusal): string
}

/**
 * Puts refusals into words: keys of the `refusals` catalog are the codes, `rule_…` the rules, with `…_unmet` for what is
 * so where one does not hold. A code about a field, or about a missing role, may have a sentence of its own, such as
 * `text_missing_company` or `not_allowed_operator`.
 */
export function refusalWords(words: i18n, format: Format): RefusalWords {
  const word = (key: string, facts: Readonly<Record<string, unknown>>, otherwise: string) => {
    const options = { ...named(plain(facts, format), words), ns: 'refusals' }
    return String(words.t(words.exists(key, options) ? key : otherwise, { code: key, ...options }))
  }
  return {
    sentence: (refusal) => {
      const special = [refusal.field, refusal.needs].map((about) => `${refusal.code}_${String(about)}`)
      const key = special.find((one) => words.exists(one, { ns: 'refusals' })) ?? refusal.code
      return word(key, refusal, 'unknown_refusal')
    },
    rule: ({ rule, met, facts }) => {
      const unmet = `rule_${rule}_unmet`
      const key = !met && words.exists(unmet, { ns: 'refusals' }) ? unmet : `rule_${rule}`
      return word(key, facts, 'unknown_rule')
    },
    way: (sentence, refusal) => word(sentence, refusal, 'unknown_refusal'),
  }
}

/** Facts that are names of ours, not of people: the reader gets the word for them. */
const namedFacts = ['role', 'needs', 'right'] as const

function named(facts: Record<string, unknown>, words: i18n): Record<string, unknown> {
  const worded = namedFacts.flatMap((fact) => {
    const key = `${fact}_${String(facts[fact])}`
    return words.exists(key, { ns: 'refusals' }) ? [[fact, words.t(key, { ns: 'refusals' })]] : []
  })
  return { ...facts, ...Object.fromEntries(worded) }
}

const calendarDate = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

function plain(facts: Readonly<Record<string, unknown>>, format: Format) {
  const shown = (name: string, value: unknown): unknown => {
    if (name === 'licenseId' && typeof value === 'string') return formatLicenseId(value)
    if (value instanceof Date) return format.dateTime(value)
    if (Array.isArray(value)) return format.list(value.map(String))
    if (typeof value !== 'string') return value
    if (calendarDate.test(value)) return format.date(value)
    return instant.test(value) ? format.dateTime(value) : value
  }
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, shown(name, value)]))
}

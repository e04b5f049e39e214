import type { CodeField } from '@claviger/core/activation/inspect-text'
import type { Words } from '../words/use-words.ts'

const known = {
  header: ['alg', 'typ', 'kid'],
  statement: ['alg', 'typ', 'kid', 'x', 'iat'],
  content: ['k', 'lic', 'org', 'for', 'of', 'no', 'iat', 'tz', 'pol', 'p', 'end'],
} as const

type Known = {
  [Part in keyof typeof known]: `${Part}_${(typeof known)[Part][number]}`
}[keyof typeof known]

const keys = Object.entries(known).flatMap(([part, names]) =>
  names.map((name) => `${part}_${name}`),
) as Known[]

/** What a field of a code means; one that only a later version knows is passed over by products. */
export function fieldWords(words: Words<'dev'>, { part, name }: CodeField): string {
  const key = keys.find((one) => one === `${part}_${name}`)
  return words(key ? `field_${key}` : 'field_unknown')
}

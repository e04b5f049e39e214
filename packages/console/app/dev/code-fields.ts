import type { CodeField } from '@claviger/core/activation/inspect-text'
import type { Format } from '../words/format.ts'
import type { Words } from '../words/use-words.ts'

const known = {
  header: ['alg', 'typ', 'kid'],
  statement: ['alg', 'typ', 'kid', 'x', 'iat'],
  content: ['k', 'lic', 'o', 'u', 't', 'no', 'iat', 'z', 'd', 'p', 'end'],
} as const

type Known = {
  [Part in keyof typeof known]: `${Part}_${(typeof known)[Part][number]}`
}[keyof typeof known]

const keys = Object.entries(known).flatMap(([part, names]) =>
  names.map((name) => `${part}_${name}`),
) as Known[]

/** What a field of a code means; one that only a later version knows is passed over by products. */
export function fieldWords(words: Words<'dev'>, format: Format, { part, name, value }: CodeField): string {
  const key = keys.find((one) => one === `${part}_${name}`)
  return words(key ? `field_${key}` : 'field_unknown', { at: name === 'iat' ? momentOf(value, format) : '' })
}

function momentOf(seconds: string, format: Format): string {
  const moment = new Date(Number(seconds) * 1000)
  return Number.isNaN(moment.getTime()) ? seconds : format.dateTime(moment)
}

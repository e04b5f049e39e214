import type { Keep } from '@claviger/core/activation/plan-document'
import type { Format } from '../words/format.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords, type Words } from '../words/use-words.ts'

/** Until when a code is more than a fallback, and what it keeps after that. */
export interface CodeTerms {
  readonly validUntil: string
  readonly keeps: readonly Keep[]
}

/** Gives the sentences about a code's term in the reader's language. */
export function useCodeTerms() {
  const words = useWords('activation')
  const format = useFormat()
  return {
    /** "Works until 14 March 2027. After that it keeps Loomwright 6.2 running for good." */
    sentence: ({ validUntil, keeps }: CodeTerms) =>
      `${words('works_until', { date: format.date(validUntil, 'long') })} ${after(keeps, words, format)}`,
    versions: (keeps: readonly Keep[]) => versionsOf(keeps, words, format),
  }
}

function after(keeps: readonly Keep[], words: Words<'activation'>, format: Format): string {
  return keeps.length === 0
    ? words('keeps_none')
    : words('keeps', { versions: versionsOf(keeps, words, format) })
}

/** "Loomwright 6.2 and Ferrule 3.1". */
export function versionsOf(
  keeps: readonly Keep[],
  say: (key: 'keeps_release' | 'keeps_through', facts: Readonly<Record<string, string>>) => string,
  format: Pick<Format, 'date' | 'list'>,
): string {
  return format.list(
    keeps.map(({ name: product, release, releasedThrough }) =>
      release === undefined
        ? say('keeps_through', { product, date: format.date(releasedThrough ?? '', 'long') })
        : say('keeps_release', { product, release }),
    ),
  )
}

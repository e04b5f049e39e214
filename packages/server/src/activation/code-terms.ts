import type { Keep } from '@claviger/core/activation/plan-document'
import type { Block, LetterWords } from '../outbox/letter.ts'

/** Until when a code works, and what it keeps after that. */
export function termsOf(
  { validUntil, keeps }: { readonly validUntil: string; readonly keeps: readonly Keep[] },
  w: LetterWords,
): string {
  const until = w('code_works_until', { until: w.date(validUntil) })
  const after =
    keeps.length === 0 ? w('code_keeps_nothing') : w('code_keeps', { versions: versionsOf(keeps, w) })
  return `${until} ${after}`
}

/** A code to copy. The line above it names people as they call themselves, which must become no link here. */
export function codeBlock(code: string, w: LetterWords): Block {
  const [line = '', ...rest] = code.split('\n')
  return { kind: 'document', text: [w.name(line), ...rest].join('\n') }
}

function versionsOf(keeps: readonly Keep[], w: LetterWords): string {
  const names = keeps.map(({ name: product, release, releasedThrough }) =>
    release === undefined
      ? w('code_keeps_through', { product, date: w.date(releasedThrough ?? '') })
      : w('code_keeps_release', { product, release }),
  )
  return new Intl.ListFormat(w.locale).format(names)
}

import type { i18n } from 'i18next'
import { type Namespace, namespaces } from './catalogs.ts'
import { wordsOnDemand } from './create-words.ts'

const catalogs = import.meta.glob<Record<string, string>>('./*/*.json', { import: 'default' })

/** The words of the page's language: those it was made with now, others when a screen needs them. */
export function browserWords(locale: string, used: string): Promise<i18n> {
  const first = used
    .split(' ')
    .filter((name): name is Namespace => namespaces.some((known) => known === name))
  return wordsOnDemand(
    locale,
    first,
    (language, namespace) => catalogs[`./${language}/${namespace}.json`]?.() ?? Promise.resolve({}),
  )
}

import type { i18n, Resource } from 'i18next'
import { wordsFrom } from './create-words.ts'

const catalogs = import.meta.glob<Record<string, string>>('./*/*.json', { import: 'default', eager: true })

const resources: Resource = {}
for (const [path, catalog] of Object.entries(catalogs)) {
  const [, locale = '', namespace = ''] = /^\.\/(.+)\/(.+)\.json$/.exec(path) ?? []
  resources[locale] = { ...resources[locale], [namespace]: catalog }
}

const made = new Map<string, i18n>()

/** The words of one language, all of them, made once per process. */
export function serverWords(locale: string): i18n {
  const known = made.get(locale) ?? wordsFrom(locale, resources)
  made.set(locale, known)
  return known
}

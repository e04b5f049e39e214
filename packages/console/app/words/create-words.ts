import i18next, { type BackendModule, type i18n, type Resource } from 'i18next'
import type { Namespace } from './catalogs.ts'

const settings = {
  load: 'currentOnly',
  defaultNS: 'common',
  // React escapes what it prints.
  interpolation: { escapeValue: false },
  // Keys are flat sentences' names; dots and colons in them mean nothing.
  keySeparator: false,
  nsSeparator: false,
  returnEmptyString: false,
} as const

/** British English only says what it spells differently; every other language is whole. */
const behind = (locale: string) => (locale === 'en-GB' ? 'en-US' : false)

/** Makes the words of one language from catalogs that are already here. */
export function wordsFrom(locale: string, resources: Resource): i18n {
  const words = i18next.createInstance()
  words.init({ ...settings, lng: locale, fallbackLng: behind(locale), resources, initAsync: false })
  return words
}

/** Makes the words of one language, fetching a catalog the first time a screen needs it. */
export async function wordsOnDemand(
  locale: string,
  first: readonly Namespace[],
  load: (locale: string, namespace: string) => Promise<object>,
): Promise<i18n> {
  const backend: BackendModule = {
    type: 'backend',
    init: () => {},
    read: (language, namespace, done) => {
      load(language, namespace).then(
        (catalog) => done(null, catalog as Record<string, string>),
        (fault: Error) => done(fault, null),
      )
    },
  }
  const words = i18next.createInstance()
  await words.use(backend).init({ ...settings, lng: locale, fallbackLng: behind(locale), ns: first })
  return words
}

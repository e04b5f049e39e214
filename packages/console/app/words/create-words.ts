import i18next, {
  type BackendModule,
  type FormatterModule,
  type InitOptions,
  type i18n,
  type Resource,
} from 'i18next'
import type { Namespace } from './catalogs.ts'

const numbers = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: string): Intl.NumberFormat {
  const known = numbers.get(locale) ?? new Intl.NumberFormat(locale)
  numbers.set(locale, known)
  return known
}

/** Writes every number in a sentence in the way of its language. */
const numbersInWords: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown, _format, language = 'en-US') =>
    typeof value === 'number' ? numberFormat(language).format(value) : String(value),
}

function settings(locale: string): InitOptions {
  return {
    lng: locale,
    load: 'currentOnly',
    // British English only says what it spells differently; every other language is whole.
    fallbackLng: locale === 'en-GB' ? 'en-US' : false,
    defaultNS: 'common',
    // Keys are flat names of sentences; dots and colons in them mean nothing.
    keySeparator: false,
    nsSeparator: false,
    returnEmptyString: false,
    // React escapes what it prints.
    interpolation: { escapeValue: false, alwaysFormat: true },
  }
}

/** Makes the words of one language from catalogs that are already here. */
export function wordsFrom(locale: string, resources: Resource): i18n {
  const words = i18next.createInstance()
  words.use(numbersInWords).init({ ...settings(locale), resources, initAsync: false })
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
  await words
    .use(numbersInWords)
    .use(backend)
    .init({ ...settings(locale), ns: first })
  return words
}

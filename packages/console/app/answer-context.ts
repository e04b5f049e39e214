import { createContext } from 'react'

/**
 * What belongs to one answer of the server: its language, and the reference its faults are logged under.
 * The browser knows the language from the document.
 */
export const AnswerContext = createContext({
  reference: '',
  locale: typeof document === 'undefined' ? 'en-US' : document.documentElement.lang,
})

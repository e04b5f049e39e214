import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type RefusalWords, refusalWords } from './refusal-words.ts'
import { useFormat } from './use-format.ts'

/** Gives a screen the sentences for refusals and for the rules behind them. */
export function useRefusal(): RefusalWords {
  const { i18n } = useTranslation('refusals')
  const format = useFormat()
  return useMemo(() => refusalWords(i18n, format), [i18n, format])
}

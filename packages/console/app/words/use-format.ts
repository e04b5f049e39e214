import { createContext, use } from 'react'
import { type Format, formatFor } from './format.ts'

/** Where the reader's language and zone come from; the root sets it. */
export const FormatContext = createContext<Format>(
  formatFor({ locale: 'en-US', timeZone: 'UTC', now: '1970-01-01T00:00:00Z' }),
)

/** Gives the reader's way of writing numbers, money and dates. */
export function useFormat(): Format {
  return use(FormatContext)
}

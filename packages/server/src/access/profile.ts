export const locales = ['en-US', 'en-GB', 'de'] as const
export const themes = ['system', 'light', 'dark'] as const
export const densities = ['comfortable', 'compact', 'roomy'] as const

export type Locale = (typeof locales)[number]
export type Theme = (typeof themes)[number]
export type Density = (typeof densities)[number]

/** What an account decides about its own name and pages. */
export interface Profile {
  /** Empty while it has none. */
  readonly name: string
  readonly locale: Locale
  readonly theme: Theme
  readonly density: Density
  readonly shortcuts: boolean
}

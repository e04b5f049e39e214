const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

/** Tells which way a language is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}

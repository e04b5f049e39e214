/** What a product remembers of its license between two starts. */
export interface State {
  /** Opens the activation of this machine at the vendor's. */
  readonly token?: string | undefined
  /** The last good answer of the vendor: an online document. */
  readonly online?: string | undefined
  /** The activation code somebody entered. */
  readonly code?: string | undefined
  /** The vendor's signed word that the license was taken back, or this machine signed out. */
  readonly ended?: string | undefined
  /** Where the person may ask for it back. */
  readonly ask?: string | undefined
  /** The vendor's notice of retired keys. */
  readonly retired?: string | undefined
  /** The highest time seen, in seconds since 1970. */
  readonly seen?: number | undefined
  /** When the newest document was made that this product has ever accepted, in seconds since 1970. */
  readonly newest?: number | undefined
  /** Since when the vendor has not been reached, how often, and when it is worth trying again; in seconds since 1970. */
  readonly trouble?:
    | { readonly since: number; readonly times: number; readonly again: number; readonly reason: string }
    | undefined
}

const form = 1
const texts = ['token', 'online', 'code', 'ended', 'ask', 'retired'] as const
const numbers = ['seen', 'newest'] as const

/** Writes the state as it is kept. */
export function textOfState(state: State): string {
  return JSON.stringify({ form, ...state })
}

/** Reads what was kept, as far as that can be done: nothing that stands in a file may stop the product. */
export function stateIn(text: string | null): { readonly state: State; readonly isDamaged: boolean } {
  const kept = text === null ? {} : objectIn(text)
  return { state: readState(kept ?? {}), isDamaged: kept === undefined }
}

function readState(kept: Readonly<Record<string, unknown>>): State {
  const state: Record<string, unknown> = {}
  for (const name of texts) if (typeof kept[name] === 'string') state[name] = kept[name]
  for (const name of numbers) if (Number.isFinite(kept[name])) state[name] = kept[name]
  const { since, times, again, reason } = (kept.trouble ?? {}) as Record<string, unknown>
  if ([since, times, again].every(Number.isFinite) && typeof reason === 'string')
    state.trouble = { since, times, again, reason }
  return state
}

/** The object in a JSON text, or nothing. */
export function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Whether the two differ in what a license hangs on; a time that was noted is no loss. */
export function differs(one: State, other: State): boolean {
  return texts.some((name) => one[name] !== other[name])
}

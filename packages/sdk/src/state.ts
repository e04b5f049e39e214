import type { Storage } from './storage.ts'

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

/** The state of one product on this machine. Changes are made one after the other, each on what is kept by then. */
export interface StateBook {
  read(): Promise<State>
  change(change: (state: State) => State): Promise<State>
}

const form = 1

export function openStateBook(storage: Storage, name: string): StateBook {
  let last: Promise<unknown> = Promise.resolve()
  const read = async () => stateIn(await storage.read(name))
  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const next = last.then(act, act)
    last = next.catch(() => undefined)
    return next
  }
  return {
    read: () => inTurn(read),
    change: (change) =>
      inTurn(async () => {
        const before = await read()
        const after = change(before)
        if (after !== before) await storage.write(name, JSON.stringify({ form, ...after }))
        return after
      }),
  }
}

const texts = ['token', 'online', 'code', 'ended', 'ask', 'retired'] as const
const numbers = ['seen', 'newest'] as const

/** What was kept, as far as it can be read: a damaged file costs what was in it, never the start of the product. */
function stateIn(text: string | null): State {
  const kept = parsed(text)
  const state: Record<string, unknown> = {}
  for (const name of texts) if (typeof kept[name] === 'string') state[name] = kept[name]
  for (const name of numbers) if (Number.isFinite(kept[name])) state[name] = kept[name]
  const { since, times, again, reason } = (kept.trouble ?? {}) as Record<string, unknown>
  if ([since, times, again].every(Number.isFinite) && typeof reason === 'string')
    state.trouble = { since, times, again, reason }
  return state
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

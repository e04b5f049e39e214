import { createCookie, type RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'

/** What a door remembers between its steps. */
export interface TypedAddress {
  readonly address: string
  /** The code was asked for again. */
  readonly again: boolean
  /** Tells this browser's form from everybody else's. */
  readonly form: string
}

type Context = Readonly<RouterContextProvider>

const minutes = 60

/** Only says which address a code is for; the code proves it. It stays out of the query, where histories keep it. */
const cookie = createCookie('claviger_typed', { httpOnly: true, sameSite: 'lax', maxAge: 15 * minutes })

/** Remembers an address for the pages below this path. */
export async function rememberTyped(
  context: Context,
  path: string,
  { address, again = false }: { readonly address: string; readonly again?: boolean },
): Promise<void> {
  const { answerHeaders, publicOrigin } = context.get(applicationContext)
  const secure = publicOrigin.startsWith('https:')
  const typed: TypedAddress = { address, again, form: crypto.randomUUID() }
  answerHeaders.append('Set-Cookie', await cookie.serialize(typed, { path, secure }))
}

/** The address typed a step before, or nothing when that was too long ago. */
export async function typedAddress(request: Request): Promise<TypedAddress | null> {
  const value: unknown = await cookie.parse(request.headers.get('cookie'))
  if (typeof value !== 'object' || value === null) return null
  const { address, again, form } = value as Partial<Record<keyof TypedAddress, unknown>>
  return typeof address === 'string' && typeof form === 'string'
    ? { address, again: again === true, form }
    : null
}

/** Forgets the address when the way it was typed for is done. */
export async function forgetTyped(context: Context, path: string): Promise<void> {
  const { answerHeaders } = context.get(applicationContext)
  answerHeaders.append('Set-Cookie', await cookie.serialize('', { path, maxAge: 0 }))
}

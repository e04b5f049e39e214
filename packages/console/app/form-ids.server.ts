import { createHash } from 'node:crypto'
import { isUuid } from '@claviger/core/kernel/ids'
import { redirect } from 'react-router'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const token = /^[0-9a-hjkmnp-tv-z]{26}$/

/** An id for a form, by which the server tells one form sent twice from two forms. */
export function formId(): string {
  return crypto.randomUUID()
}

/**
 * The id of the form at this address. It stands in the address, so that going back and sending again is still the same
 * form; an address without one leads to itself with one.
 */
export function formIdAt(url: URL): string {
  return standingIn(url, { name: 'form', is: isUuid, draw: formId })
}

/** The same for a form whose answer opens an address of its own: the secret part of that, and an id that follows from it. */
export function doorTokenAt(url: URL): { readonly token: string; readonly id: string } {
  const found = standingIn(url, { name: 'order', is: (text) => token.test(text), draw: doorToken })
  return { token: found, id: idOf(found) }
}

/** The id of what a form sends along: the same form with the same bytes is the same thing, with others another. */
export function idOfSent(form: string, bytes: Uint8Array): string {
  return uuidOf(createHash('sha256').update(form).update(bytes).digest('hex'))
}

interface Mark {
  readonly name: string
  readonly is: (text: string) => boolean
  readonly draw: () => string
}

function standingIn(url: URL, { name, is, draw }: Mark): string {
  const found = url.searchParams.get(name) ?? ''
  if (is(found)) return found
  const marked = new URLSearchParams(url.searchParams)
  marked.set(name, draw())
  throw redirect(`${url.pathname}?${marked}`)
}

function doorToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26))
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('')
}

function idOf(text: string): string {
  return uuidOf(createHash('sha256').update(text).digest('hex'))
}

function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

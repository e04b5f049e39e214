import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Address, readAddress } from '../kernel/email.ts'
import { readName } from '../kernel/text.ts'

/** Whom a program names to hand a license to, as it was sent. */
export interface SentContact {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

/** The same, read. */
export interface Contact {
  readonly address: Address
  readonly firstName: string
  readonly lastName: string
  readonly name: string
}

/** The longest address and the longest first or last name a program may send, in characters. */
export const longestContact = { email: 100, name: 100 } as const

type Field = keyof SentContact

/**
 * Reads whom a program names: the address first, then the first name, then the last. The refusal names the first field
 * that is wrong.
 */
export function readContact(sent: SentContact, isDisposable: (domain: string) => boolean): Decision<Contact> {
  const address = readContactAddress(sent.email, isDisposable)
  if (!address.ok) return address
  const firstName = readContactName(sent.firstName, 'firstName')
  if (!firstName.ok) return firstName
  const lastName = readContactName(sent.lastName, 'lastName')
  if (!lastName.ok) return lastName
  const name = `${firstName.plan} ${lastName.plan}`
  return accept({ address: address.plan, firstName: firstName.plan, lastName: lastName.plan, name })
}

/** Reads the address a program names somebody by; a license in a throw-away mailbox is lost. */
export function readContactAddress(
  sent: string,
  isDisposable: (domain: string) => boolean,
): Decision<Address> {
  const field: Field = 'email'
  const read = readAddress(sent)
  if (!read.ok) return { ok: false, refusal: { ...read.refusal, field } }
  const max = longestContact.email
  if (lengthOf(read.plan.typed) > max) return refuse('address_too_long', { field, max })
  const { domain } = read.plan
  return isDisposable(domain) ? refuse('address_disposable', { field, domain }) : read
}

/** Letters of any script with their marks, joiners that spell, and what stands between letters of a name. */
const ofNames = /^[\p{L}\p{M}\p{Join_Control} '’.‐‑-]*$/u

/** Reads a first or last name a program sends; a hyphen stands for the name of who has but one. */
export function readContactName(sent: string, field: Field): Decision<string> {
  const read = readName(sent, { field, max: longestContact.name })
  if (!read.ok) return read
  const name = read.plan
  if (/\p{N}/u.test(name)) return refuse('name_with_digit', { field })
  return ofNames.test(name) ? read : refuse('name_with_sign', { field })
}

function lengthOf(text: string): number {
  return Array.from(text).length
}

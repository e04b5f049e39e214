import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Address, readAddress } from '../kernel/email.ts'
import { optional, readChoice } from '../kernel/fields.ts'
import { readName, readWhole } from '../kernel/text.ts'
import { readCountry } from '../teams/countries.ts'

/** The most seats one order can have; the database holds the same bound. */
export const mostSeats = 100_000
export const terms = ['year', 'month'] as const

/** What is bought, as typed. */
export interface TypedChoice {
  readonly quantity: unknown
  readonly term: string
}

/** Who buys, as typed. */
export interface TypedBuyer {
  readonly email: string
  readonly name: string
  readonly company: string
  readonly country: string
  readonly vatId?: string | undefined
  /** Somebody else who will manage the licenses. */
  readonly managerEmail?: string | undefined
}

export interface Choice {
  readonly quantity: number
  readonly term: 'year' | 'month'
}

export interface Buyer {
  readonly email: Address
  readonly name: string
  readonly company: string
  readonly country: string
  readonly vatId: string
  readonly managerEmail: Address | null
}

/** The readings of what is bought, to be joined with others of the same form. */
export function choiceReadings(typed: TypedChoice) {
  return {
    quantity: readWhole(typed.quantity, { field: 'quantity', min: 1, max: mostSeats }),
    term: readChoice(typed.term, terms),
  }
}

/** The readings of who buys, to be joined with others of the same form. */
export function buyerReadings(typed: TypedBuyer) {
  return {
    email: readAddress(typed.email),
    name: readName(typed.name, { field: 'name', max: 100 }),
    company: readName(typed.company, { field: 'company', max: 100 }),
    country: readCountry(typed.country),
    vatId: readVatId(typed.vatId ?? ''),
    managerEmail: optional(typed.managerEmail, readAddress),
  }
}

/** Reads a purchase order number: whatever the buyer's books call it, or nothing. */
export function readPoNumber(typed: string | undefined): Decision<string> {
  const read = optional(typed, (text) => readName(text, { field: 'poNumber', max: 50 }))
  return read.ok ? accept(read.plan ?? '') : read
}

/** Reads a VAT number loosely: its signs are checked, whether it exists is the tax office's business. */
export function readVatId(typed: string): Decision<string, { readonly code: 'vat_id_malformed' }> {
  const id = typed.replace(/[\s.\-/]/gu, '').toUpperCase()
  return id === '' || /^[A-Z0-9+*]{4,20}$/.test(id) ? accept(id) : refuse('vat_id_malformed')
}

/** Reads the secret part of an order's address, drawn when its form was shown: long enough that nobody guesses it. */
export function readDoorToken(text: unknown): Decision<string, { readonly code: 'not_a_form_id' }> {
  return typeof text === 'string' && /^[0-9a-hjkmnp-tv-z]{26}$/.test(text)
    ? accept(text)
    : refuse('not_a_form_id')
}

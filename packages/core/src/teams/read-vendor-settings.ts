import { isTimeZone } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { readAddress } from '../kernel/email.ts'
import { type FieldsWrong, readChoice, readFields } from '../kernel/fields.ts'
import { readName, readWhole } from '../kernel/text.ts'
import { readCountry } from './countries.ts'
import { type VendorLocale, vendorLocales } from './guess-vendor.ts'

/** When an invoice order of an unknown buyer becomes licenses. */
export const invoiceReleases = ['confirm', 'at_once', 'after_payment'] as const
export type InvoiceRelease = (typeof invoiceReleases)[number]

/** The vendor's house rules, as typed. */
export interface TypedVendorSettings {
  readonly name: string
  readonly country: string
  readonly timeZone: string
  readonly locale: string
  readonly replyTo: string
  readonly invoiceRelease: string
  readonly invoiceDays: unknown
  readonly undoMinutes: unknown
  readonly letterMinutes: unknown
  readonly coolDownDays: unknown
  readonly graceDays: unknown
  readonly checkHours: unknown
  readonly offlineDays: unknown
  readonly machines: unknown
}

export interface VendorSettings {
  readonly name: string
  readonly country: string
  readonly timeZone: string
  readonly locale: VendorLocale
  readonly replyTo: string
  readonly invoiceRelease: InvoiceRelease
  readonly invoiceDays: number
  readonly undoMinutes: number
  readonly letterMinutes: number
  readonly coolDownDays: number
  /** Days of normal work after the paid time. */
  readonly graceDays: number
  /** Hours after which a connected product asks again. */
  readonly checkHours: number
  /** Days a connected product works without an answer. */
  readonly offlineDays: number
  /** How many machines a license may run on; 0 is any number. */
  readonly machines: number
}

/** Reads the vendor's house rules. */
export function readVendorSettings(typed: TypedVendorSettings): Decision<VendorSettings, FieldsWrong> {
  const read = readFields({
    name: readName(typed.name, { field: 'name', max: 100 }),
    country: readCountry(typed.country),
    timeZone: readTimeZone(typed.timeZone),
    locale: readChoice(typed.locale, vendorLocales),
    replyTo: readAddress(typed.replyTo),
    invoiceRelease: readChoice(typed.invoiceRelease, invoiceReleases),
    invoiceDays: readWhole(typed.invoiceDays, { field: 'invoiceDays', min: 0, max: 365 }),
    undoMinutes: readWhole(typed.undoMinutes, { field: 'undoMinutes', min: 0, max: 1440 }),
    letterMinutes: readWhole(typed.letterMinutes, { field: 'letterMinutes', min: 0, max: 1440 }),
    coolDownDays: readWhole(typed.coolDownDays, { field: 'coolDownDays', min: 0, max: 365 }),
    graceDays: readWhole(typed.graceDays, { field: 'graceDays', min: 0, max: 90 }),
    checkHours: readWhole(typed.checkHours, { field: 'checkHours', min: 1, max: 720 }),
    offlineDays: readWhole(typed.offlineDays, { field: 'offlineDays', min: 1, max: 365 }),
    machines: readWhole(typed.machines, { field: 'machines', min: 0, max: 100 }),
  })
  return read.ok ? accept({ ...read.plan, replyTo: read.plan.replyTo.mailTo }) : read
}

/** Reads the name of a time zone, such as Europe/Berlin. */
export function readTimeZone(text: string): Decision<string, { readonly code: 'not_a_time_zone' }> {
  const name = text.trim()
  return isTimeZone(name) ? accept(name) : refuse('not_a_time_zone')
}

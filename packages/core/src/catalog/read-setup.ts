import { type CalendarDate, calendarDate } from '../kernel/calendar.ts'
import { accept, type Decision, type PlainRefusal, refuse } from '../kernel/decision.ts'
import { type Address, readAddress } from '../kernel/email.ts'
import { type FieldProblem, type FieldsWrong, optional, readChoice, readFields } from '../kernel/fields.ts'
import { readName } from '../kernel/text.ts'
import { readCountry, readCurrency } from '../teams/countries.ts'
import { type VendorLocale, vendorLocales } from '../teams/guess-vendor.ts'
import { readTimeZone } from '../teams/read-vendor-settings.ts'
import { proposeCode, readProductCode } from './product-code.ts'
import { type PriceSteps, readPriceSteps } from './read-prices.ts'
import { readVersion } from './release.ts'

/** The five steps of the first run, in their order. */
export const setupSteps = ['you', 'vendor', 'mail', 'product', 'price'] as const
export type SetupStep = (typeof setupSteps)[number]

/** One step as typed: its fields' texts. */
export type TypedStep = Readonly<Record<string, string>>

/** What was typed so far. */
export type SetupAnswers = Readonly<Partial<Record<SetupStep, TypedStep>>>

/** Everything the first run makes. */
export interface SetupPlan {
  readonly you: { readonly name: string; readonly email: Address }
  readonly vendor: {
    readonly name: string
    readonly country: string
    readonly currency: string
    readonly timeZone: string
    readonly locale: VendorLocale
  }
  readonly mail: { readonly replyTo: Address }
  readonly product: {
    readonly name: string
    readonly code: string
    readonly version: string | null
    readonly releasedOn: CalendarDate | null
  }
  readonly price: PriceSteps
}

export interface SetupIncomplete extends PlainRefusal {
  readonly code: 'setup_incomplete'
  readonly step: SetupStep
  readonly fields: readonly FieldProblem[]
}

/** The step to show: the first one not answered yet, or the last. */
export function stepToShow(answers: SetupAnswers): SetupStep {
  return setupSteps.find((step) => !answers[step]) ?? 'price'
}

const fieldsOf: Readonly<Record<SetupStep, readonly string[]>> = {
  you: ['name', 'email'],
  vendor: ['name', 'country', 'currency', 'timeZone', 'locale'],
  mail: ['replyTo'],
  product: ['name', 'code', 'version', 'releasedOn'],
  price: ['price', 'continuity', 'yearTwoPercent', 'yearThreePercent'],
}

/** What of a typed step is worth keeping: its own fields, as text any database takes. */
export function keepStep(step: SetupStep, typed: TypedStep): TypedStep {
  const tidy = (text: string) => text.slice(0, 500).toWellFormed().replaceAll('\0', '')
  return Object.fromEntries(fieldsOf[step].map((field) => [field, tidy(typed[field] ?? '')]))
}

/** Reads one step; the price is read in the currency answered before. */
export function readSetupStep(
  step: SetupStep,
  typed: TypedStep,
  answers: SetupAnswers,
): Decision<unknown, FieldsWrong> {
  switch (step) {
    case 'you':
      return readYou(typed)
    case 'vendor':
      return readVendor(typed)
    case 'mail':
      return readMail(typed)
    case 'product':
      return readProduct(typed)
    case 'price':
      return readPriceSteps(stepsOf(typed), answers.vendor?.currency ?? 'EUR')
  }
}

/** Reads the whole first run again before anything is made, naming the first step that does not hold. */
export function readSetup(answers: SetupAnswers): Decision<SetupPlan, SetupIncomplete> {
  const read = {
    you: readYou(answers.you ?? {}),
    vendor: readVendor(answers.vendor ?? {}),
    mail: readMail(answers.mail ?? {}),
    product: readProduct(answers.product ?? {}),
    price: readPriceSteps(stepsOf(answers.price ?? {}), answers.vendor?.currency ?? 'EUR'),
  }
  const { you, vendor, mail, product, price } = read
  if (you.ok && vendor.ok && mail.ok && product.ok && price.ok)
    return accept({
      you: you.plan,
      vendor: vendor.plan,
      mail: mail.plan,
      product: product.plan,
      price: price.plan,
    })
  const step = setupSteps.find((one) => !read[one].ok) ?? 'you'
  const wrong = read[step]
  return refuse('setup_incomplete', { step, fields: wrong.ok ? [] : wrong.refusal.fields })
}

function readYou(typed: TypedStep) {
  return readFields({
    name: readName(typed.name ?? '', { field: 'name', max: 100 }),
    email: readAddress(typed.email ?? ''),
  })
}

function readVendor(typed: TypedStep) {
  return readFields({
    name: readName(typed.name ?? '', { field: 'name', max: 100 }),
    country: readCountry(typed.country ?? ''),
    currency: readCurrency(typed.currency ?? ''),
    timeZone: readTimeZone(typed.timeZone ?? ''),
    locale: readChoice(typed.locale, vendorLocales),
  })
}

function readMail(typed: TypedStep) {
  return readFields({ replyTo: readAddress(typed.replyTo ?? '') })
}

function readProduct(typed: TypedStep) {
  const name = readName(typed.name ?? '', { field: 'name', max: 80 })
  const proposed = () => accept(proposeCode(name.ok ? name.plan : ''))
  const version = optional(typed.version, readVersion)
  const undated = version.ok && version.plan === null
  return readFields({
    name,
    code: typed.code?.trim() ? readProductCode(typed.code) : proposed(),
    version,
    releasedOn: undated ? accept(null) : calendarDate(typed.releasedOn ?? ''),
  })
}

/** Unticking "pays less each year" clears both discounts, whatever their fields say. */
function stepsOf(typed: TypedStep) {
  const price = typed.price ?? ''
  return typed.continuity === 'on'
    ? { price, yearTwoPercent: typed.yearTwoPercent, yearThreePercent: typed.yearThreePercent }
    : { price }
}

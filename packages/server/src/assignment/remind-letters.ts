import type { Block, Letter, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'

/** What a reminder is written from. Dates are 'YYYY-MM-DD'. */
export interface ReminderLetterFacts {
  /** 1 and 2 leave by themselves; 0 was pressed for. */
  readonly number: 0 | 1 | 2
  /** Who gave the first license, or who pressed. */
  readonly by: string
  readonly byAddress: string | null
  readonly organization: string
  readonly address: string
  /** At least one; they are all connected at the door of the first. */
  readonly licenses: readonly WaitingLicense[]
  /** When one more reminder follows, unless it is answered. */
  readonly nextOn: string | null
}

export interface WaitingLicense {
  readonly product: string
  readonly licenseId: string
  /** The last part of /a/…. */
  readonly door: string
  readonly by: string
  readonly givenOn: string
  readonly until: string
}

const reminder = (facts: ReminderLetterFacts, w: LetterWords): Letter => {
  const { by, byAddress, organization, licenses, address } = facts
  const [first] = licenses
  const product = first?.product ?? ''
  const count = licenses.length
  const one = count === 1
  return {
    subject: w(one ? 'reminder_subject' : 'reminder_subject_many', { product, organization, count }),
    preheader: one
      ? w('license_assigned_preheader', { organization, until: w.date(first?.until ?? '') })
      : w('reminder_preheader_many'),
    title: w(titleOf(facts), { by, organization, product, count }),
    blocks: [
      ...stepsOf(facts, w),
      ...(one ? [rowsOfOne(licenses, w)] : linesOfMany(licenses, w)),
      ...(facts.number === 0 ? [] : [{ kind: 'paragraph', text: howOften(facts, w) } as const]),
    ],
    action: { label: w(one ? 'license_assigned_action' : 'reminder_action_many'), path: `/a/${first?.door}` },
    why: byAddress
      ? w('license_assigned_why', { by, byAddress: asIs(byAddress) })
      : w('license_assigned_why_nobody', { address: asIs(address) }),
  }
}

/** Reminders that leave by themselves, and those somebody pressed for. */
export const remindLetters = { reminder_3: reminder, reminder_10: reminder, reminder_by_hand: reminder }

function titleOf({ number, licenses }: ReminderLetterFacts) {
  if (number === 0) return licenses.length === 1 ? 'reminder_title_by_hand' : 'reminder_title_by_hand_many'
  return licenses.length === 1 ? 'reminder_title' : 'reminder_title_many'
}

function stepsOf({ licenses, address }: ReminderLetterFacts, w: LetterWords): Block[] {
  const products = [...new Set(licenses.map(({ product }) => product))]
  return [
    { kind: 'paragraph', text: w('to_start_using') },
    {
      kind: 'steps',
      steps: [
        {
          text: w(licenses.length === 1 ? 'step_connect' : 'reminder_step_connect_many'),
          path: `/a/${licenses[0]?.door}`,
        },
        ...products.map((product) => ({ text: w('step_install', { product }) })),
        { text: w('step_sign_in', { address: asIs(address) }) },
      ],
    },
  ]
}

function rowsOfOne(licenses: readonly WaitingLicense[], w: LetterWords): Block {
  return {
    kind: 'facts',
    rows: licenses.flatMap(({ by, givenOn, licenseId, until }) => [
      [w('reminder_from'), w.name(by)] as const,
      [w('reminder_given_on'), w.date(givenOn)] as const,
      [w('license_id'), spaced(licenseId)] as const,
      [w('good_until'), w.date(until)] as const,
    ]),
  }
}

function linesOfMany(licenses: readonly WaitingLicense[], w: LetterWords): Block[] {
  return licenses.map(({ product, by, licenseId, until }) => ({
    kind: 'paragraph',
    text: w('reminder_license', { product, by, license: asIs(spaced(licenseId)), until: w.date(until) }),
  }))
}

function howOften({ number, nextOn }: ReminderLetterFacts, w: LetterWords): string {
  if (number === 2) return w('reminder_last')
  return nextOn === null ? w('reminder_only') : w('reminder_first', { date: w.date(nextOn) })
}

function spaced(licenseId: string): string {
  return `${licenseId.slice(0, 5)}-${licenseId.slice(5)}`
}

import type { Block, Letter, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'

/** What asking whether licenses are still used says. Dates are 'YYYY-MM-DD', instants ISO. */
export interface KeepQuestionFacts {
  readonly by: string
  readonly organization: string
  readonly address: string
  /** The last part of /keep/…, where the person answers for all of them. */
  readonly door: string
  /** The last day on which an answer counts. */
  readonly dueOn: string
  readonly timeZone: string
  readonly licenses: readonly AskedLicense[]
}

/** One license that is asked about, with when a product was last seen using it. */
export interface AskedLicense {
  readonly licenseId: string
  readonly product: string
  readonly lastSeenAt: string | null
}

/** What the reminder before a license ends says, given until a day. */
export interface LicenseEndsSoonFacts {
  readonly organization: string
  readonly address: string
  readonly endsOn: string
  readonly licenses: readonly Pick<AskedLicense, 'licenseId' | 'product'>[]
}

/** The letters that ask before something is taken back, or tell in time that it ends. */
export const keepLetters = {
  keep_question: (facts: KeepQuestionFacts, w: LetterWords): Letter => ({
    subject: w('keep_question_subject', named(facts, w)),
    preheader: w('keep_question_preheader', { day: w.date(facts.dueOn) }),
    title: w('keep_question_title', { by: facts.by, organization: facts.organization }),
    ...asking(facts, w),
  }),

  keep_reminder: (facts: KeepQuestionFacts, w: LetterWords): Letter => ({
    subject: w('keep_reminder_subject', { ...named(facts, w), day: w.date(facts.dueOn) }),
    preheader: w('keep_question_preheader', { day: w.date(facts.dueOn) }),
    title: w('keep_reminder_title', { by: facts.by, organization: facts.organization }),
    ...asking(facts, w),
  }),

  license_ends_soon: (facts: LicenseEndsSoonFacts, w: LetterWords): Letter => {
    const { organization, address } = facts
    const day = w.date(facts.endsOn)
    return {
      subject: w('license_ends_soon_subject', { ...named(facts, w), day }),
      preheader: w('license_ends_soon_preheader', { organization }),
      title: w('license_ends_soon_title', { organization, day }),
      blocks: [
        { kind: 'facts', rows: facts.licenses.map((one) => [w.name(one.product), spaced(one.licenseId)]) },
        { kind: 'paragraph', text: w('license_ends_soon_what', { organization }) },
      ],
      action: { label: w('open_my_licenses'), path: '/me' },
      why: w('license_ends_soon_why', { organization, address: asIs(address) }),
    }
  },
}

/** What question and reminder have in common: what it is about, what silence means, and where the answer is given. */
function asking(facts: KeepQuestionFacts, w: LetterWords): Pick<Letter, 'blocks' | 'action' | 'why'> {
  const { organization, address, dueOn, door } = facts
  const used: Block = {
    kind: 'facts',
    rows: facts.licenses.map((one) => [w.name(one.product), lastUse(one, facts, w)]),
  }
  return {
    blocks: [
      used,
      { kind: 'paragraph', text: w('keep_question_what', { day: w.date(dueOn), organization }) },
      { kind: 'paragraph', text: w('keep_question_use') },
    ],
    action: { label: w('keep_question_action'), path: `/keep/${door}` },
    why: w('keep_question_why', { organization, address: asIs(address) }),
  }
}

function lastUse({ lastSeenAt }: AskedLicense, { timeZone }: KeepQuestionFacts, w: LetterWords): string {
  return lastSeenAt ? w('keep_last_used', { at: w.dateTime(lastSeenAt, timeZone) }) : w('keep_never_seen')
}

/** The one product by its name, several by their number. */
function named({ licenses }: { readonly licenses: readonly { readonly product: string }[] }, w: LetterWords) {
  const [first, ...more] = licenses
  return {
    count: licenses.length,
    product: more.length > 0 || !first ? w.number(licenses.length) : first.product,
  }
}

const spaced = (licenseId: string) => `${licenseId.slice(0, 5)}-${licenseId.slice(5)}`

import type { Letter, LetterPlace, LetterWords } from '../outbox/letter.ts'

/** What the code in a letter is for. */
export type CodePurpose =
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'take'; readonly organization: string; readonly product: string }
  | { readonly kind: 'claim'; readonly company: string }

export interface CodeFacts {
  readonly digits: string
  readonly purpose: CodePurpose
  /** An instant as ISO text. */
  readonly validUntil: string
}

export interface NewSignInFacts {
  readonly at: string
  readonly browser: string | null
  readonly system: string | null
}

export const accessLetters = {
  code: (facts: CodeFacts, w: LetterWords, at: LetterPlace): Letter => {
    const code = `${facts.digits.slice(0, 3)} ${facts.digits.slice(3)}`
    const until = w.time(facts.validUntil)
    return {
      subject: w('code_subject', { code }),
      preheader: purposeOf(facts.purpose, until, w, at),
      title: w('code_title'),
      blocks: [
        { kind: 'paragraph', text: purposeOf(facts.purpose, until, w, at) },
        { kind: 'code', text: facts.digits },
        { kind: 'paragraph', text: w('code_ignore') },
      ],
      why: w('code_why'),
    }
  },

  new_sign_in: (facts: NewSignInFacts, w: LetterWords, at: LetterPlace): Letter => ({
    subject: w('new_sign_in_subject', { vendor: at.vendor.name }),
    preheader: w('new_sign_in_when', { at: w.dateTime(facts.at) }),
    title: w('new_sign_in_title'),
    blocks: [
      { kind: 'paragraph', text: w('new_sign_in_when', { at: w.dateTime(facts.at) }) },
      ...(facts.browser && facts.system
        ? [
            {
              kind: 'paragraph' as const,
              text: w('new_sign_in_device', { browser: facts.browser, system: facts.system }),
            },
          ]
        : []),
      { kind: 'paragraph', text: w('new_sign_in_not_you') },
    ],
    action: { label: w('new_sign_in_action'), path: '/me/profile' },
    why: w('new_sign_in_why'),
  }),
}

function purposeOf(purpose: CodePurpose, until: string, w: LetterWords, at: LetterPlace): string {
  switch (purpose.kind) {
    case 'sign_in':
      return w('code_for_sign_in', { vendor: at.vendor.name, until })
    case 'take':
      return w('code_for_take', { product: purpose.product, organization: purpose.organization, until })
    case 'claim':
      return w('code_for_claim', { company: purpose.company, until })
  }
}

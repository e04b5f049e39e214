import type { SentContact } from '@claviger/core/assignment/contact-rules'
import type { Refusal } from '@claviger/core/kernel/decision'

/** An error of the account API, as its clients know it. */
export interface ContactProblem {
  readonly code: 'INVALID_CONTACT_EMAIL' | 'INVALID_CONTACT_NAME'
  readonly description: string
}

/** What clients of the account API are told of a contact that was refused; nothing where it is about something else. */
export function contactProblem(refusal: Refusal, sent: SentContact): ContactProblem | null {
  const { field } = refusal as { readonly field?: unknown }
  if (field === 'email') return { code: 'INVALID_CONTACT_EMAIL', description: sent.email }
  if (field !== 'firstName' && field !== 'lastName') return null
  return { code: 'INVALID_CONTACT_NAME', description: nameSentence(refusal) }
}

function nameSentence({ code }: Refusal): string {
  switch (code) {
    case 'text_missing':
      return "This field can't be empty."
    case 'text_too_long':
      return 'Value is too long.'
    case 'name_with_digit':
      return "Sorry, we can't accept digits in this field."
    default:
      return "Please, don't use special characters."
  }
}

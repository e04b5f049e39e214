import type { Refused } from '../api/call-api.ts'

const notAvailable: Readonly<Record<string, string>> = {
  ALLOCATED: 'Somebody has this license already.',
  EXPIRED_WITHOUT_FALLBACK: 'This license has expired, and nothing of it stays.',
  NON_PER_USER: 'This license is not one that people are given.',
  SUSPENDED: 'This license is suspended.',
}

/** Where the API's own description is no sentence: it names the thing alone. */
const words: Readonly<Record<string, (description: string) => string>> = {
  LICENSE_NOT_FOUND: (id) => `There is no license ${id}.`,
  PRODUCT_NOT_FOUND: (code) => `There is no product ${code}.`,
  TEAM_NOT_FOUND: (id) => `There is no team ${id}.`,
  LICENSE_IS_NOT_AVAILABLE_TO_ASSIGN: (reason) => notAvailable[reason] ?? reason,
  INVALID_CONTACT_EMAIL: (address) => `A license cannot be given to the address "${address}".`,
  INVALID_CONTACT_NAME: (reason) => `The name cannot be taken. ${reason}`,
  RECENTLY_ASSIGNED_LICENSE_IS_NOT_AVAILABLE_FOR_REVOKE: (id) =>
    `License ${id} was assigned too recently to be taken back.`,
  MISSING_FIELD: () => 'Something that is needed was left out.',
}

/** Says why the API refused: a sentence for people, the API's own code for programs. */
export function refusalWords({ code, description }: Pick<Refused, 'code' | 'description'>): string {
  const sentence = words[code]?.(description) ?? description
  return `${/[.!?]$/.test(sentence) ? sentence : `${sentence}.`} (${code})`
}

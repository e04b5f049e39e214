/**
 * Every refusal there is and its one HTTP status. A refusal whose code is not here does not compile where it is
 * answered; words for people are the console's.
 */
export const statusOf = {
  // whoever asks
  not_signed_in: 401,
  not_allowed: 403,
  too_many_attempts: 429,
  code_wrong: 422,
  code_expired: 422,
  code_spent: 422,
  sign_in_link_dead: 410,
} as const satisfies Record<string, 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429>

export type RefusalCode = keyof typeof statusOf

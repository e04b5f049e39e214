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
  // letters
  letter_not_found: 404,
  letter_waiting: 409,
  letter_blanked: 409,
  letter_withdrawn: 409,
  assignment_not_found: 404,
  job_not_found: 404,
  fields_wrong: 422,

  // teams
  organization_not_found: 404,
  team_not_found: 404,
  role_not_found: 404,
  role_offer_not_found: 404,
  role_offer_void: 409,
  last_administrator: 409,
  staff_not_found: 404,
  last_owner: 409,
  setup_finished: 410,
  setup_key_missing: 403,
  setup_key_wrong: 403,
  setup_key_too_old: 410,

  // catalog
  setup_incomplete: 422,
  product_not_found: 404,

  // purchasing
  product_not_sold: 409,
  form_already_used: 409,
  order_not_found: 404,
  order_cancelled: 409,
  order_fulfilled: 409,
  claim_not_found: 404,
  claim_used: 410,
  claim_too_old: 410,
  claim_for_another_address: 403,
} as const satisfies Record<string, 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429>

export type RefusalCode = keyof typeof statusOf

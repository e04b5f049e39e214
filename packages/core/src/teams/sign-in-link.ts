import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'

/** Minutes a sign-in link made at the machine opens the door. */
export const signInLinkMinutes = 10

export interface SignInLinkFacts {
  readonly validUntil: Date
  readonly usedAt: Date | null
}

/** Why a sign-in link signs nobody in, or nothing when a pressed button would. */
export function refuseSignInLink(
  link: SignInLinkFacts | null,
  now: Date,
): ReasonedRefusal<'sign_in_link_dead'> | null {
  const { validUntil, usedAt } = link ?? { validUntil: null, usedAt: null }
  const inTime = validUntil !== null && now < validUntil
  return firstUnmet([
    check('sign_in_link_dead', 'sign_in_link_known', link !== null),
    check('sign_in_link_dead', 'sign_in_link_not_used', usedAt === null, { at: usedAt }),
    check('sign_in_link_dead', 'sign_in_link_in_time', inTime, {
      until: validUntil,
      minutes: signInLinkMinutes,
    }),
  ])
}

import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'

/** Days a claim link opens an order. */
export const claimDays = 14

export interface ClaimFacts {
  readonly validUntil: Date
  readonly usedAt: Date | null
}

export type ClaimState = 'open' | 'used' | 'too_old'

/** Tells whether a claim link can still be used. A used one stays used, however old. */
export function claimStateAt(claim: ClaimFacts, now: Date): ClaimState {
  if (claim.usedAt) return 'used'
  return now.getTime() < claim.validUntil.getTime() ? 'open' : 'too_old'
}

/** When a claim link made now stops working. */
export function claimValidUntil(now: Date): Date {
  return new Date(now.getTime() + claimDays * 86_400_000)
}

/** Why this link opens nothing to anybody now, or nothing when it does. */
export function refuseByClaim(
  claim: ClaimFacts,
  now: Date,
): ReasonedRefusal<'claim_used' | 'claim_too_old'> | null {
  return firstUnmet(claimChecks(claim, now))
}

/** Why this actor may not take what the link opens; pressing twice finds its own administrator let in. */
export function refuseClaiming(
  claim: ClaimFacts,
  taker: { readonly account: string | null; readonly owns: boolean; readonly administers: boolean },
  now: Date,
): ReasonedRefusal<'claim_for_another_address' | 'claim_used' | 'claim_too_old'> | null {
  const { account, owns, administers } = taker
  const mine = [
    check('claim_for_another_address', 'signed_in', account !== null, { account }),
    check('claim_for_another_address', 'claim_address_is_yours', owns, { account }),
  ]
  if (owns && administers && claim.usedAt) return null
  return firstUnmet([...mine, ...claimChecks(claim, now)])
}

function claimChecks({ usedAt, validUntil }: ClaimFacts, now: Date) {
  return [
    check('claim_used', 'claim_not_used', usedAt === null, { at: usedAt }),
    check('claim_too_old', 'claim_in_time', now < validUntil, { until: validUntil, days: claimDays }),
  ]
}

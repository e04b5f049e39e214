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

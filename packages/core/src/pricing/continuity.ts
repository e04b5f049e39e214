import { type Money, share } from '../kernel/money.ts'

/** What a license costs in its first, its second and every later year. */
export interface ContinuitySteps {
  readonly yearOne: Money
  readonly yearTwo: Money
  readonly yearThree: Money
}

/** Proposes the usual reward for staying: 20 % less in the second year, 40 % less from the third on. */
export function proposeContinuity(yearOne: Money): ContinuitySteps {
  return { yearOne, yearTwo: share(yearOne, 80, 100), yearThree: share(yearOne, 60, 100) }
}

import type { Refusal } from '@claviger/core/kernel/decision'

/** Ends the reading of a file from wherever it is: thrown below `readPeopleBytes`, which alone catches it. */
export class Unreadable extends Error {
  readonly refusal: Refusal

  constructor({ refusal }: { readonly refusal: Refusal }) {
    super(refusal.code)
    this.refusal = refusal
  }
}

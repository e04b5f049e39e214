import type { LicenseDocument } from '@claviger/core/activation/document'
import { clockToleranceSeconds } from '@claviger/core/activation/judge-license'
import type { State } from './state.ts'

/** Instants as documents write them: seconds since 1970. */
export const seconds = (moment: Date) => Math.floor(moment.getTime() / 1000)
export const moment = (time: number) => new Date(time * 1000)

/** How much the highest time may grow before it is worth writing down. */
export const noteEverySeconds = 3600

/** The moment to judge by: what the clock says, unless it has gone back behind a time that was seen. */
export function timeOf(state: State, now: Date): { readonly now: Date; readonly behind: boolean } {
  const seen = state.seen ?? 0
  const behind = seconds(now) < seen - clockToleranceSeconds
  return { now: behind ? moment(seen) : now, behind }
}

/**
 * Takes a genuine document into account. A document made after all that came before it proves that it was that time:
 * the highest time seen begins anew with it, which heals a clock that was once wrongly ahead. Any other document only
 * raises it, so that repeating an old one, or an old answer of the vendor, revives nothing.
 */
export function noted(state: State, { issuedAt }: LicenseDocument): State {
  const { newest = 0, seen = 0 } = state
  if (issuedAt > newest) return { ...state, seen: issuedAt, newest: issuedAt }
  return { ...state, seen: Math.max(seen, issuedAt) }
}

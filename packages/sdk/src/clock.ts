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
 * Takes a genuine document into account. The highest time seen grows with it; it is lowered only by what proves the
 * time: a document just signed in answer to a check, or a code newer than all before it, entered within a day of its
 * making. So a clock that was wrong once is healed by the network or by a new code, and an old code heals nothing.
 */
export function noted(state: State, { issuedAt }: LicenseDocument, now: Date, fresh: boolean): State {
  const newest = state.newest ?? 0
  const near = Math.abs(seconds(now) - issuedAt) <= clockToleranceSeconds
  const proves = issuedAt > newest && (fresh || near)
  const seen = proves ? issuedAt : Math.max(state.seen ?? 0, issuedAt)
  return { ...state, seen, newest: Math.max(newest, issuedAt) }
}

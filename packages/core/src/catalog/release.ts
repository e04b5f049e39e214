import type { CalendarDate } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'

/** A version X.Y of a product; its bug-fix releases X.Y.Z belong to it and have no date of their own. */
export interface Release {
  readonly version: string
  readonly releasedOn: CalendarDate
}

/** Reads a version as X.Y, refusing a bug-fix number by saying which release it belongs to. */
export function readVersion(text: string): Decision<string> {
  const match = /^v?(\d{1,6})\.(\d{1,6})(\.\d{1,9})?$/i.exec(text.trim())
  if (!match) return refuse('version_malformed')
  const version = `${Number(match[1])}.${Number(match[2])}`
  return match[3] === undefined ? accept(version) : refuse('version_is_bug_fix', { release: version })
}

/** Orders versions by number, so 6.10 comes after 6.9. */
export function compareVersions(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number)
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number)
  return leftMajor - rightMajor || leftMinor - rightMinor
}

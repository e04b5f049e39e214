import { compareVersions } from '../catalog/release.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { Keep } from './plan-document.ts'

/** A code somebody holds, as far as it matters what it goes on doing. */
export interface HeldCode {
  readonly validUntil: CalendarDate
  readonly keeps: readonly Keep[]
}

/** Codes that are out in the world, told as one: none of them can be called back. */
export interface CodesOut {
  readonly count: number
  /** The last day on which one of them is more than a fallback. */
  readonly until: CalendarDate
  /** The most any of them keeps of each product. */
  readonly keeps: readonly Keep[]
}

/** Whether a code still does anything on a day: it runs, or it keeps something for good. */
export function isOut({ validUntil, keeps }: HeldCode, today: CalendarDate): boolean {
  return validUntil >= today || keeps.length > 0
}

/** Tells of many codes in one sentence: until when the last of them works, and what is kept after that. */
export function codesOut(codes: readonly HeldCode[]): CodesOut | null {
  const [first] = codes
  if (!first) return null
  return {
    count: codes.length,
    until:
      codes
        .map((code) => code.validUntil)
        .sort()
        .at(-1) ?? first.validUntil,
    keeps: mostKept(codes.flatMap((code) => code.keeps)),
  }
}

function mostKept(keeps: readonly Keep[]): readonly Keep[] {
  const most = new Map<string, Keep>()
  for (const keep of keeps) {
    const known = most.get(keep.code)
    if (!known || keepsMore(keep, known)) most.set(keep.code, keep)
  }
  return [...most.values()]
}

/** A code that names a release says more than one that only names a day. */
function keepsMore(one: Keep, other: Keep): boolean {
  if (one.release && other.release) return compareVersions(one.release, other.release) > 0
  if (one.releasedThrough && other.releasedThrough) return one.releasedThrough > other.releasedThrough
  return one.release !== undefined
}

import type { LinkNotice } from './link-notices.ts'

/** How far a link is used, somebody having just taken a license by it. */
export interface LinkUse {
  readonly notice: LinkNotice
  readonly cap: number | null
  /** How many hold a license by it. */
  readonly taken: number
  /** Seats of its team that are still free. */
  readonly free: number
  /** Its maker knows that it is nearly used up. */
  readonly toldBefore: boolean
}

/** A link is nearly used up with so few left, or so much of its limit taken. */
const fewLeft = 2
const nearlyShare = 0.9

/** How many more can take a license by this link. */
export function leftOf({ cap, taken, free }: Pick<LinkUse, 'cap' | 'taken' | 'free'>): number {
  return cap === null ? free : Math.max(0, Math.min(cap - taken, free))
}

/**
 * Which one letter the maker gets, if any. That a link is nearly used up is said once: when nine tenths of its limit are
 * taken, or two more can take one; never while fewer have taken one than still can.
 */
export function linkNews(use: LinkUse): 'link_used_up' | 'link_nearly_used' | 'link_taken' | null {
  if (use.notice === 'none') return null
  if (use.cap === use.taken) return 'link_used_up'
  if (!use.toldBefore && isNearlyUsed(use)) return 'link_nearly_used'
  return use.notice === 'each' ? 'link_taken' : null
}

function isNearlyUsed(use: LinkUse): boolean {
  const { cap, taken } = use
  const left = leftOf(use)
  return taken >= left && (left <= fewLeft || (cap !== null && taken >= cap * nearlyShare))
}

import type { HandOut } from '@claviger/server/assignment/report-views'

/** A step on the way from the seat to its use, and how many are still before it. */
export interface Gap {
  readonly step: 'assigned' | 'accepted' | 'activated'
  readonly missing: number
}

/** What the way of the seats says: all have gone it, or where most of them stand. */
export type HandOutTold =
  | { readonly kind: 'nothing_bought' }
  | { readonly kind: 'all'; readonly bought: number }
  | { readonly kind: 'assigned' | 'accepted' | 'activated'; readonly missing: number; readonly of: number }

/** How many stand before each step of their way. */
export function gapsOf({ bought, assigned, accepted, activated }: HandOut): readonly Gap[] {
  return [
    { step: 'assigned', missing: bought - assigned },
    { step: 'accepted', missing: assigned - accepted },
    { step: 'activated', missing: accepted - activated },
  ]
}

/** Answers whether everybody has got theirs; people who wait come before seats that wait. */
export function tellHandOut(progress: HandOut): HandOutTold {
  const { bought, assigned, accepted } = progress
  if (bought === 0) return { kind: 'nothing_bought' }
  const [free, unanswered, unused] = gapsOf(progress)
  if (unanswered && unanswered.missing > 0)
    return { kind: 'accepted', missing: unanswered.missing, of: assigned }
  if (unused && unused.missing > 0) return { kind: 'activated', missing: unused.missing, of: accepted }
  if (free && free.missing > 0) return { kind: 'assigned', missing: free.missing, of: bought }
  return { kind: 'all', bought }
}

import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { licenseStateOn } from '@claviger/core/licenses/license-state'
import type { LicenseRow } from '@claviger/server/assignment/license-row-views'
import type { JobResult } from '../assignment/job-result.server.ts'
import type { LicenseWord } from './license-chip.tsx'
import { renewalAfter } from './seat-totals.ts'

type Shown = Pick<
  LicenseRow,
  | 'licenseId'
  | 'product'
  | 'team'
  | 'person'
  | 'assignedBy'
  | 'cameBy'
  | 'placement'
  | 'trial'
  | 'perpetual'
  | 'transferable'
>

/** A license as the table shows it. */
export interface ShownLicense extends Shown {
  readonly word: LicenseWord
  readonly assignedAt: string | null
  /** When a product was last seen using it; `not_recorded` where only a code may be in use. */
  readonly used: { readonly at: string } | 'never' | 'not_recorded' | null
  readonly renewsOn: string
  readonly held: boolean
  /** Just revoked: drawn faded, with the person who held it, while that can be undone. */
  readonly faded: boolean
}

/** Makes the table's row of a license; what an act on this page has just freed stays in sight. */
export function rowShown(row: LicenseRow, today: CalendarDate, job: JobResult | null): ShownLicense {
  const freed = row.status === 'free' ? job?.freed[row.licenseId] : undefined
  return {
    ...{ licenseId: row.licenseId, product: row.product, team: row.team },
    ...{ assignedBy: row.assignedBy, cameBy: row.cameBy, placement: row.placement },
    ...{ trial: row.trial, perpetual: row.perpetual, transferable: row.transferable },
    person: freed ? { id: '', ...freed } : row.person,
    word: freed && job ? { kind: 'revoked', until: job.undoUntil } : wordOf(row, today),
    assignedAt: row.assignedAt?.toISOString() ?? null,
    used: usedOf(row),
    renewsOn: renewalAfter(row.paidThrough),
    held: row.person !== null,
    faded: freed !== undefined,
  }
}

/** Never, not recorded and seen are three different answers; of a free license nobody asks. */
function usedOf({ person, lastSeenAt, hasCode }: LicenseRow): ShownLicense['used'] {
  if (lastSeenAt) return { at: lastSeenAt.toISOString() }
  if (!person) return null
  return hasCode ? 'not_recorded' : 'never'
}

/** The one word for a license on a day; whether it is paid is said of the order, not of every seat. */
export function wordOf(row: LicenseRow, today: CalendarDate): LicenseWord {
  if (row.suspended) return { kind: 'suspended' }
  const { connectedAt } = row
  const state = licenseStateOn(
    {
      paidThrough: row.paidThrough as CalendarDate,
      payment: 'settled',
      kept: row.kept,
      assignment: row.person ? { connectedAt: connectedAt ?? undefined } : undefined,
    },
    today,
    row.graceDays,
  )
  switch (state.kind) {
    case 'grace':
    case 'on_fallback':
      return state
    case 'expired':
      return { kind: 'expired' }
    default:
      return freshWord(row)
  }
}

/** The word while the paid time runs. What is suspended has its own already: the rest of the withheld is for no person. */
function freshWord({ status, placement }: LicenseRow): LicenseWord {
  if (status === 'withheld') return { kind: 'not_per_user' }
  return status === 'placed' ? { kind: placement?.kind ?? 'not_per_user' } : { kind: status }
}

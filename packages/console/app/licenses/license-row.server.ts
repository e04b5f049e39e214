import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { licenseStateOn } from '@claviger/core/licenses/license-state'
import type { LicenseRow } from '@claviger/server/assignment/license-row-views'
import type { PlacementKind } from '@claviger/server/licenses/tables'
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
  | 'release'
  | 'endsOn'
  | 'fallback'
>

/** A license as the table shows it. */
export interface ShownLicense extends Shown {
  readonly word: LicenseWord
  readonly assignedAt: string | null
  readonly codeIssuedAt: string | null
  /** On how many machines it runs; of a license nobody holds nobody asks. */
  readonly machineCount: number | null
  /** When a product was last seen using it; `not_recorded` where only a code may be in use. */
  readonly used: { readonly at: string } | 'never' | 'not_recorded' | null
  /** The day after the last paid one; of a license bought for good, the last day of its upgrades. */
  readonly renewsOn: string
  /** Why nobody can be given it. */
  readonly bar: Bar | null
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
    machineCount: row.person && row.machines,
    ...{ release: row.release, endsOn: row.endsOn, fallback: row.fallback },
    codeIssuedAt: row.codeIssuedAt?.toISOString() ?? null,
    person: freed ? { id: '', ...freed } : row.person,
    word: freed && job ? { kind: 'revoked', until: job.undoUntil } : wordOf(row, today),
    assignedAt: row.assignedAt?.toISOString() ?? null,
    used: usedOf(row),
    renewsOn: row.perpetual ? row.paidThrough : renewalAfter(row.paidThrough),
    bar: barOf(row),
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

/** What keeps a license from being handed out, whatever its dates say. */
export type Bar = PlacementKind | 'suspended' | 'not_per_user'

function barOf({ status, suspended, placement }: LicenseRow): Bar | null {
  if (status === 'placed') return placement?.kind ?? 'not_per_user'
  if (suspended) return 'suspended'
  return status === 'withheld' ? 'not_per_user' : null
}

/** The one word for a license on a day; whether it is paid is said of the order, not of every seat. */
export function wordOf(row: LicenseRow, today: CalendarDate): LicenseWord {
  const bar = barOf(row)
  if (bar === 'suspended' || row.perpetual) return freshWord(row, bar)
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
      return freshWord(row, bar)
  }
}

/** The word while the license runs; what was bought for good always does. */
function freshWord({ status }: LicenseRow, bar: Bar | null): LicenseWord {
  if (bar) return { kind: bar }
  return { kind: status === 'invited' || status === 'connected' ? status : 'free' }
}

import type { Keep } from '@claviger/core/activation/plan-document'
import type { CalendarDate } from '@claviger/core/kernel/calendar'

/** A code in somebody's hands, with the words around it. */
export interface IssuedCode {
  readonly id: string
  readonly assignmentId: string
  readonly licenseId: string
  readonly personId: string
  readonly teamId: number
  readonly address: string
  readonly name: string
  /** What the license is called. */
  readonly title: string
  readonly licensee: string
  readonly serial: number
  /** The key that signed it. */
  readonly kid: string
  readonly text: string
  readonly validUntil: CalendarDate
  readonly keeps: readonly Keep[]
  readonly issuedAt: Date
  /** It was made now; otherwise it is the one that was there. */
  readonly isNew: boolean
  /** When the code it takes the place of ends. */
  readonly replaces: CalendarDate | null
}

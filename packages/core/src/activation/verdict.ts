import type { CalendarDate } from '../kernel/calendar.ts'
import type { DocumentKind } from './document.ts'

/** What may run for ever: a release X.Y with all its bug-fix releases and everything older, or what came out by a day. */
export type Kept =
  | { readonly by: 'release'; readonly release: string }
  | { readonly by: 'date'; readonly releasedThrough: CalendarDate }

/** Whose license it is. */
export interface Holder {
  readonly licenseId: string
  readonly licensee: string
  readonly person: string
  /** What was bought: the product's name, or the pack's. */
  readonly title: string
  readonly document: DocumentKind
}

/** Until when a license is paid for and works, and what stays after that. */
export interface Span {
  readonly product: string
  /** The last paid day. */
  readonly paidUpTo: CalendarDate
  /** The last day of normal work: grace included. */
  readonly until: CalendarDate
  readonly kept?: Kept | undefined
}

/** What a product concludes from a license document, on a day, for one of its releases. */
export type Verdict =
  /** Paid for. `daysLeft` counts today. */
  | (Holder & Span & { readonly kind: 'valid'; readonly daysLeft: number })
  /** The paid time is over, the days of grace run. `daysLeft` counts today. */
  | (Holder & Span & { readonly kind: 'grace'; readonly daysLeft: number })
  /** The paid time is over and this release may run for ever. */
  | (Holder & Span & { readonly kind: 'fallback'; readonly reason: Ended; readonly kept: Kept })
  /** Nothing allows this release any more; `kept` says which one still may run. */
  | (Holder &
      Span & {
        readonly kind: 'expired'
        readonly reason: Ended | 'newer-than-kept'
        /** The release that asked, as X.Y, when it said so. */
        readonly release?: string | undefined
      })
  /** The document was made later than the clock of this machine says it is now. */
  | (Holder & {
      readonly kind: 'not-yet'
      /** Seconds since 1970. */
      readonly issuedAt: number
      readonly issuedOn: CalendarDate
      /** The day it is by the clock that was asked. */
      readonly today: CalendarDate
    })
  | (Holder & {
      readonly kind: 'other-product'
      readonly product: string
      readonly licensed: readonly string[]
    })
  /** Taken back, as a connected product has been told; or signed by a key that counts no more. */
  | (Holder & {
      readonly kind: 'revoked'
      readonly reason: 'revoked' | 'signed-out' | 'released' | 'key-retired'
      /** Seconds since 1970. */
      readonly at: number
      /** The same as a day, where the license counts its days. */
      readonly on: CalendarDate
      readonly by?: string | undefined
    })
  /** Not what the vendor has signed. */
  | { readonly kind: 'tampered'; readonly reason: Tampered }
  /** No whole document was found; the position counts signs without white space, from 1. */
  | {
      readonly kind: 'unreadable'
      readonly reason: 'empty' | 'too-long' | 'no-code' | 'cut-short' | 'changed-text'
      readonly position?: number | undefined
      readonly sign?: string | undefined
    }
  /** Signed in a way that came after this release of the product. */
  | { readonly kind: 'update-the-application'; readonly reason: 'unknown-root' | 'newer-format' }

/** Why it is over: a connected product has had no answer for too long, or else the paid time. */
export type Ended = 'ended' | 'not-checked'

export type Tampered =
  | 'header'
  | 'encoding'
  | 'statement'
  /** The document names a key, and its statement is about another one. */
  | 'key-mismatch'
  | 'signature'
  | 'older-than-its-key'

/** Whether the product may go on: valid, in grace, or kept for ever. */
export function mayRun({ kind }: Verdict): boolean {
  return kind === 'valid' || kind === 'grace' || kind === 'fallback'
}

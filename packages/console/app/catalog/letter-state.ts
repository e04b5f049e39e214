import type { MailRow } from '@claviger/server/outbox/mail-views'

export type LetterState = MailRow['state']

export const letterStates = [
  'failed',
  'waiting',
  'kept',
  'sent',
  'withdrawn',
] as const satisfies readonly LetterState[]

/** A letter as pages show it: moments as text. */
export type ShownLetter = Omit<MailRow, 'queuedAt' | 'sendAfter' | 'leftAt'> & {
  readonly queuedAt: string
  readonly sendAfter: string
  readonly leftAt: string | null
}

/** Writes a letter's moments as text. */
export function letterShown<Row extends MailRow>({ queuedAt, sendAfter, leftAt, ...row }: Row) {
  return {
    ...row,
    queuedAt: queuedAt.toISOString(),
    sendAfter: sendAfter.toISOString(),
    leftAt: leftAt?.toISOString() ?? null,
  }
}

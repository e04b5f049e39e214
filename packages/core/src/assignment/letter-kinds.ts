/** Whom a letter that Claviger sends by itself goes to. */
export type LetterReader = 'holder' | 'maker' | 'starter' | 'administrators'

/** One kind of letter that nobody presses for, and that may be switched off. */
export interface SwitchableLetter {
  /** Also the letter's kind in the outbox. */
  readonly kind: string
  readonly to: LetterReader
  /** Whoever gets it may switch it off for themselves; the organization may for everybody. */
  readonly own: boolean
}

/** Every automatic letter an organization's people and administrators get, in the order they are listed. */
export const switchableLetters = [
  { kind: 'reminder_3', to: 'holder', own: false },
  { kind: 'reminder_10', to: 'holder', own: false },
  { kind: 'keep_reminder', to: 'holder', own: false },
  { kind: 'license_ends_soon', to: 'holder', own: false },
  { kind: 'license_requested', to: 'administrators', own: true },
  { kind: 'daily_digest', to: 'administrators', own: true },
  { kind: 'job_ended', to: 'starter', own: true },
  { kind: 'link_taken', to: 'maker', own: true },
  { kind: 'link_nearly_used', to: 'maker', own: true },
  { kind: 'link_used_up', to: 'maker', own: true },
] as const satisfies readonly SwitchableLetter[]

/** A kind of letter with a switch. */
export type SwitchKind = (typeof switchableLetters)[number]['kind']

/** Letters that somebody pressed for, or must know of: they have no switch. */
export const fixedLetters = [
  'license_assigned',
  'license_connected',
  'license_revoked',
  'reminder_by_hand',
  'keep_question',
  'activation_code',
  'newer_code',
  'code',
  'role_offered',
] as const

/** The kind of letter a word names, if it has a switch. */
export function switchableLetter(kind: string): (typeof switchableLetters)[number] | undefined {
  return switchableLetters.find((one) => one.kind === kind)
}

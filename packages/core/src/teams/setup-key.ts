import type { Decision } from '../kernel/decision.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'

/** Hours a set-up link opens the first run. */
export const setupKeyHours = 24

export interface SetupKeyFacts {
  readonly keyHash: string | null
  readonly keyUntil: Date | null
  readonly finishedAt: Date | null
}

export type SetupKeyRefusal = ReasonedRefusal<
  'setup_finished' | 'setup_key_missing' | 'setup_key_wrong' | 'setup_key_too_old'
>

/** Decides whether a key opens the first run: only the newest one, for a day, until set-up has finished. */
export function checkSetupKey(
  { keyHash, keyUntil, finishedAt }: SetupKeyFacts,
  givenHash: string | null,
  now: Date,
): Decision<'pass', SetupKeyRefusal> {
  const inTime = keyUntil !== null && now < keyUntil
  return passing([
    check('setup_finished', 'setup_not_finished', finishedAt === null, { at: finishedAt }),
    check('setup_key_missing', 'setup_link_has_key', givenHash !== null),
    check('setup_key_wrong', 'setup_key_is_newest', keyHash === givenHash),
    check('setup_key_too_old', 'setup_key_in_time', inTime, { until: keyUntil, hours: setupKeyHours }),
  ])
}

import { accept, type Decision, refuse } from '../kernel/decision.ts'

/** Hours a set-up link opens the first run. */
export const setupKeyHours = 24

export interface SetupKeyFacts {
  readonly keyHash: string | null
  readonly keyUntil: Date | null
  readonly finishedAt: Date | null
}

export type SetupKeyRefusal = {
  readonly code: 'setup_finished' | 'setup_key_missing' | 'setup_key_wrong' | 'setup_key_too_old'
}

/** Decides whether a key opens the first run: only the newest one, for a day, until set-up has finished. */
export function checkSetupKey(
  facts: SetupKeyFacts,
  givenHash: string | null,
  now: Date,
): Decision<'open', SetupKeyRefusal> {
  if (facts.finishedAt) return refuse('setup_finished')
  if (givenHash === null) return refuse('setup_key_missing')
  if (facts.keyHash !== givenHash) return refuse('setup_key_wrong')
  return facts.keyUntil && now < facts.keyUntil ? accept('open') : refuse('setup_key_too_old')
}

import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { optional, readChoice, readFields } from '@claviger/core/kernel/fields'
import { readName } from '@claviger/core/kernel/text'
import type { Tx } from '../db/unit-of-work.ts'
import { densities, locales, type Profile, themes } from './profile.ts'
import { saveProfile } from './store.ts'

export interface ChangeProfile {
  readonly name: unknown
  readonly locale: unknown
  readonly theme: unknown
  readonly density: unknown
  /** Single keys do something. */
  readonly shortcuts: boolean
}

/** Changes how the signed-in account is named and what its pages look like, wherever it signs in. */
export async function changeProfile(tx: Tx, request: ChangeProfile): Promise<Decision<Profile, Refusal>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const typed = typeof request.name === 'string' ? request.name : ''
  const read = readFields({
    name: optional(typed, (text) => readName(text, { field: 'name', max: 120 })),
    locale: readChoice(request.locale, locales),
    theme: readChoice(request.theme, themes),
    density: readChoice(request.density, densities),
  })
  if (!read.ok) return read
  const profile = { ...read.plan, name: read.plan.name ?? '', shortcuts: request.shortcuts }
  await saveProfile(tx, tx.actor.accountId, profile)
  return accept(profile)
}

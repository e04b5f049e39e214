import type { Refusal } from '@claviger/core/kernel/decision'
import type { KeyRow, KeysPage } from '../activation/keys-views.ts'
import { counted } from './run-command.ts'

/** Why an act on the keys was refused, and what to do, for the operator at the machine. */
export function keyRefusal(refusal: Refusal): string {
  const facts = refusal as Readonly<Record<string, unknown>>
  return sentences[refusal.code]?.(facts) ?? `This was refused (${refusal.code}).`
}

type Facts = Readonly<Record<string, unknown>>

const sentences: Readonly<Partial<Record<Refusal['code'], (facts: Facts) => string>>> = {
  root_offline: ({ kid }) => `The root key ${kid} is not kept here. Give its file with --root FILE.`,
  root_of_another: ({ kid, given }) =>
    `Products trust the root ${kid}; the file holds ${given}. Give the file of this installation's root.`,
  root_not_backed_up: () =>
    'Nobody has a copy of the root key yet. Make one first: claviger keys backup FILE',
  key_not_found: ({ kid }) => `There is no signing key ${kid}. See: claviger keys list`,
  key_already_retired: ({ kid, at }) =>
    `The key ${kid} is retired as of ${day(at)} already. That can be brought forward, not put off.`,
  keys_in_use: ({ documents }) =>
    `${counted(Number(documents), 'document')} rely on the keys here. Restore these into a new installation.`,
  date_in_the_past: () => 'A key cannot be retired in the past: leave --at out to retire it at once.',
  statement_not_by_root: () =>
    'This was not signed by the root of this installation, or it was changed on the way. Have it certified again.',
  fields_wrong: ({ fields }) => (fields as readonly Refusal[]).map(keyRefusal).join('\n'),
  not_a_calendar_date: () => 'Write --at as a day (2026-12-01) or as a moment in UTC (2026-12-01T18:00Z).',
  passphrase_too_short: ({ least }) => `Use at least ${least} characters for the passphrase.`,
  passphrases_differ: () => 'The two passphrases differ. Nothing was written.',
}

/** The list of keys, a line each. */
export function keyLines({ root, keys }: KeysPage): string[] {
  const kept = root.here ? 'kept here' : 'kept elsewhere'
  const copy = root.backedUpAt ? `backed up ${day(root.backedUpAt)}` : 'NOT backed up'
  return [
    line('root', root.kid, `${kept}, ${copy}`, ''),
    ...keys.map((key) => line('signing', key.kid, stateOf(key), counted(key.codes, 'code'))),
    '',
    `Root key for products: ${root.publicKey}`,
    `Its fingerprint:       ${root.fingerprint}`,
  ]
}

function line(role: string, kid: string, state: string, codes: string): string {
  return `${role.padEnd(8)} ${kid}  ${state.padEnd(38)} ${codes}`.trimEnd()
}

function stateOf({ state, createdAt, replacedAt, retiredAt }: KeyRow): string {
  switch (state) {
    case 'asked_for':
      return `waits for the root since ${day(createdAt)}`
    case 'current':
      return `signs since ${day(createdAt)}`
    case 'replaced':
      return `replaced ${day(replacedAt)}, stays good`
    case 'retiring':
      return `retired as of ${moment(retiredAt)}`
    case 'retired':
      return `retired since ${moment(retiredAt)}`
  }
}

/** A day as operators write it. */
export function day(at: unknown): string {
  return at instanceof Date ? at.toISOString().slice(0, 10) : '?'
}

/** A moment as operators write it. */
export function moment(at: unknown): string {
  return at instanceof Date ? `${at.toISOString().slice(0, 16)}Z` : '?'
}

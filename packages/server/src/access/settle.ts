import type { Address } from '@claviger/core/kernel/email'
import { anonymous } from '@claviger/core/teams/actor'
import type { Doors, Write } from '../db/unit-of-work.ts'
import type { SignedIn } from './access.ts'
import { type BegunSession, handleOf, type Identity } from './identity.ts'
import { sessionHashOf } from './session-cookie.ts'
import { deleteSessionByHash, loadHandle, saveProof } from './store.ts'

/** What every way in needs. */
export interface Entrance {
  readonly doors: Doors
  readonly write: Write
  readonly identity: Identity
  readonly secure: boolean
}

export type ShortAddress = Pick<Address, 'key' | 'typed'>

/** Codes and links on the way in live this long. */
const validMinutes = 10

/** When something made now has run out. */
export function validUntil({ doors }: Entrance): Date {
  return new Date(doors.clock().getTime() + validMinutes * 60_000)
}

/** The library's name for whoever proves this address: the account that did before, or a new one. */
export async function handleFor({ doors }: Entrance, address: ShortAddress): Promise<string> {
  return (await loadHandle(doors.db, address.key)) ?? handleOf(address.key)
}

export interface Arrival {
  readonly address: ShortAddress
  readonly name?: string | undefined
  readonly from: Headers
}

/** Notes the proof, and lets the browser's earlier session die with the new one. */
export async function settle(
  { doors, write, secure }: Entrance,
  begun: BegunSession,
  { address, name, from }: Arrival,
): Promise<SignedIn> {
  await write(anonymous, (tx) =>
    saveProof(tx, { accountId: begun.accountId, address, ...(name ? { name } : {}) }),
  )
  await deleteSessionByHash(doors.db, sessionHashOf(from, secure))
  return begun
}
